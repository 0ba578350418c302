import type { Sample } from './view-of';

/** A root of npm workspaces with one app and a library. */
const npm = {
  '.nvmrc': '22.11.0\n',
  'package.json': { name: 'shop', workspaces: ['apps/*', 'libs/*'], packageManager: 'npm@10.9.0' },
  'package-lock.json': '{}',
  'libs/money/package.json': { name: '@shop/money' },
};
const money = { root: 'libs/money', type: 'library' } as const;
const script = { build: { executor: 'nx:run-script', outputs: ['{projectRoot}/dist'] } };

/** A project for each preset, and for what changes a preset's text most. */
export const SAMPLES: Readonly<Record<string, Sample>> = {
  'node, bundled': {
    files: {
      ...npm,
      'apps/api/package.json': {
        name: 'api',
        description: 'Sells "everything" for $1',
        license: 'MIT',
        scripts: {
          build: 'esbuild src/main.ts --bundle --outfile=dist/main.cjs',
          start: 'node --enable-source-maps dist/main.cjs',
        },
        dependencies: { fastify: '5' },
      },
    },
    projects: { api: { root: 'apps/api', targets: script }, '@shop/money': money },
    dependencies: ['@shop/money'],
  },
  'node, tsc, with libraries': {
    files: {
      ...npm,
      'libs/log/package.json': { name: '@shop/log' },
      'apps/team/api/package.json': {
        name: '@shop/api',
        main: 'dist/main.js',
        scripts: { build: 'tsc' },
        dependencies: { '@nestjs/core': '11' },
      },
    },
    projects: {
      '@shop/api': {
        root: 'apps/team/api',
        targets: { build: { ...script.build, dependsOn: ['^build'] } },
      },
      '@shop/money': { ...money, targets: script },
      '@shop/log': { root: 'libs/log' },
    },
    dependencies: ['@shop/money', '@shop/log'],
  },
  'node, not built, no port': {
    files: {
      ...npm,
      'apps/job/package.json': { name: 'job' },
      'apps/job/index.js': 'console.log(1)',
    },
    projects: { job: { root: 'apps/job' } },
  },
  'node, integrated, pnpm': {
    files: {
      'package.json': {
        name: 'shop',
        packageManager: 'pnpm@10.34.9+sha512.abc',
        engines: { node: '>=20' },
        dependencies: { express: '5', own: 'file:vendor/own-1.0.0.tgz' },
      },
      'pnpm-lock.yaml': 'lockfileVersion: 9.0',
      'vendor/own-1.0.0.tgz': 'binary',
      'patches/express.patch': '',
      'apps/api/src/main.ts': 'app.listen(3000)',
    },
    projects: {
      api: {
        root: 'apps/api',
        targets: {
          build: {
            executor: '@nx/webpack:webpack',
            outputs: ['{options.outputPath}'],
            options: { outputPath: 'dist/apps/api', main: 'apps/api/src/main.ts' },
          },
        },
      },
    },
  },
  'node, yarn 1': {
    files: {
      ...npm,
      'package.json': { name: 'shop', workspaces: ['apps/*'] },
      'yarn.lock': '# yarn lockfile v1\n',
      'apps/api/package.json': {
        name: 'api',
        scripts: { start: 'node server.js' },
        dependencies: { koa: '3' },
      },
      'apps/api/server.js': '',
    },
    projects: { api: { root: 'apps/api' } },
  },
  'node, Nest built by webpack of which Nx knows by its plugin': {
    files: {
      'package.json': { name: 'shop', dependencies: { '@nestjs/core': '11' } },
      'package-lock.json': '{}',
      'apps/desk/src/main.ts': 'const app = await NestFactory.create(AppModule);',
    },
    projects: {
      desk: {
        root: 'apps/desk',
        targets: {
          build: {
            executor: 'nx:run-commands',
            options: { cwd: 'apps/desk', command: 'webpack-cli build' },
            outputs: ['{workspaceRoot}/dist/apps/desk'],
          },
        },
      },
    },
  },
  'node, compiled file by file': {
    files: {
      'package.json': { name: 'shop', dependencies: { express: '5' } },
      'package-lock.json': '{}',
      'apps/desk/src/main.ts': "express().listen(3000);\nprocess.once('SIGTERM', stop);",
    },
    projects: {
      desk: {
        root: 'apps/desk',
        targets: {
          build: {
            executor: '@nx/js:tsc',
            options: { outputPath: 'dist/apps/desk', main: '{projectRoot}/src/main.ts' },
            outputs: ['{options.outputPath}'],
          },
        },
      },
    },
  },
  'node, yarn 4': {
    files: {
      'package.json': { name: 'shop', packageManager: 'yarn@4.9.1' },
      'yarn.lock': '__metadata:\n  version: 8\n',
      '.yarnrc.yml': 'nodeLinker: node-modules\n',
      '.yarn/patches/a.patch': '',
      'apps/api/package.json': {
        name: 'api',
        scripts: { build: 'tsc', start: 'node dist/main.js' },
      },
    },
    projects: { api: { root: 'apps/api', targets: script } },
  },
  'node, bun': {
    files: {
      'package.json': { name: 'shop', workspaces: ['apps/*'] },
      'bun.lock': '{}',
      'apps/api/package.json': {
        name: 'api',
        scripts: {
          build: 'bun build src/main.ts --target=node --outdir=dist',
          start: 'node dist/main.js',
        },
        type: 'module',
        dependencies: { hono: '4' },
      },
    },
    projects: { api: { root: 'apps/api', targets: script } },
  },
  nuxt: {
    files: {
      ...npm,
      'apps/web/package.json': {
        name: 'web',
        scripts: { build: 'nuxt build' },
        dependencies: { nuxt: '4' },
      },
    },
    projects: { web: { root: 'apps/web', targets: script } },
  },
  sveltekit: {
    files: {
      ...npm,
      'apps/web/package.json': {
        name: 'web',
        scripts: { build: 'vite build' },
        devDependencies: { '@sveltejs/adapter-node': '5', vite: '7' },
      },
    },
    projects: { web: { root: 'apps/web', targets: script } },
  },
  'react-router': {
    files: {
      ...npm,
      'apps/web/package.json': {
        name: 'web',
        scripts: { build: 'react-router build' },
        dependencies: { '@react-router/serve': '8' },
      },
    },
    projects: { web: { root: 'apps/web', targets: script } },
  },
  remix: {
    files: {
      ...npm,
      'apps/web/package.json': {
        name: 'web',
        scripts: { build: 'remix vite:build' },
        dependencies: { '@remix-run/serve': '2' },
      },
    },
    projects: { web: { root: 'apps/web', targets: script } },
  },
  'astro-node': {
    files: {
      ...npm,
      'apps/web/package.json': {
        name: 'web',
        scripts: { build: 'astro build' },
        dependencies: { astro: '5', '@astrojs/node': '9' },
      },
    },
    projects: { web: { root: 'apps/web', targets: script } },
  },
  next: {
    files: {
      ...npm,
      'apps/web/package.json': {
        name: 'web',
        scripts: { build: 'next build' },
        dependencies: { next: '16' },
      },
      'apps/web/next.config.mjs': "export default { output: 'standalone' };",
      'apps/web/public/robots.txt': '',
    },
    projects: { web: { root: 'apps/web', targets: script } },
  },
  'static-nginx': {
    files: {
      ...npm,
      'apps/site/package.json': {
        name: 'site',
        scripts: { build: 'vite build' },
        devDependencies: { vite: '7' },
      },
      'apps/site/index.html': '',
    },
    projects: { site: { root: 'apps/site', targets: script } },
  },
  'static-nginx, Angular': {
    files: {
      ...npm,
      'package.json': { name: 'shop', dependencies: { '@angular/core': '20' } },
      'apps/site/src/index.html': '',
    },
    projects: {
      site: {
        root: 'apps/site',
        targets: {
          build: {
            executor: '@angular/build:application',
            options: { outputPath: 'dist/apps/site' },
            outputs: ['{options.outputPath}'],
          },
        },
      },
    },
  },
  'static-nginx, Angular with a file of its own': {
    files: {
      ...npm,
      'apps/site/package.json': {
        name: 'site',
        scripts: { build: 'ng build' },
        dependencies: { '@angular/core': '22' },
      },
      'apps/site/src/index.html': '',
      'apps/site/angular.json': {
        projects: {
          till: {
            projectType: 'application',
            architect: { build: { builder: '@angular/build:application', options: {} } },
          },
        },
      },
    },
    projects: { site: { root: 'apps/site', targets: script } },
  },
  'static-nginx, not built': {
    files: { 'site/index.html': '' },
    projects: { site: { root: 'site' } },
  },
  'static-caddy': {
    files: {
      ...npm,
      'apps/site/package.json': {
        name: 'site',
        scripts: { build: 'astro build' },
        devDependencies: { astro: '5' },
      },
      'apps/site/astro.config.mjs': '',
    },
    projects: { site: { root: 'apps/site', targets: script } },
  },
  'python, uv': {
    files: {
      'services/pay/pyproject.toml':
        '[project]\nname = "pay"\nrequires-python = ">=3.12"\ndependencies = ["fastapi"]\n',
      'services/pay/uv.lock': '',
      'services/pay/main.py': '',
    },
    projects: { pay: { root: 'services/pay' } },
  },
  'python, uv workspace': {
    files: {
      'pyproject.toml': '[tool.uv.workspace]\nmembers = ["services/*"]\n',
      'uv.lock': '',
      'services/pay/pyproject.toml': '[project]\nname = "pay"\n',
      'services/tax/pyproject.toml': '[project]\nname = "tax"\n',
      'services/pay/main.py': '',
    },
    projects: { pay: { root: 'services/pay' }, tax: { root: 'services/tax' } },
  },
  'python, uv workspace in a folder': {
    files: {
      'py/pyproject.toml': '[tool.uv.workspace]\nmembers = [\n  "apps/*",\n  "libs/rate",\n]\n',
      'py/uv.lock': '',
      'py/apps/fee/pyproject.toml': '[project]\nname = "fee"\n',
      'py/apps/fee/main.py': '',
      'py/libs/rate/pyproject.toml': '[project]\nname = "rate"\n',
    },
    projects: { fee: { root: 'py/apps/fee' } },
  },
  'python, poetry': {
    files: {
      'services/pay/pyproject.toml':
        '[tool.poetry.dependencies]\npython = "^3.11"\ngunicorn = "*"\n',
      'services/pay/poetry.lock': '',
      'services/pay/app.py': '',
    },
    projects: { pay: { root: 'services/pay' } },
  },
  'python, pip': {
    files: {
      '.python-version': '3.11\n',
      'services/pay/requirements.txt': 'flask==3.1.0\n',
      'services/pay/app.py': '',
    },
    projects: { pay: { root: 'services/pay' } },
  },
  'go, own module': {
    files: {
      'services/cart/go.mod': 'module shop/cart\n\ngo 1.24.1\n',
      'services/cart/go.sum': '',
      'services/cart/main.go': 'package main\nimport "net/http"\n',
    },
    projects: { cart: { root: 'services/cart' } },
  },
  'go, workspace': {
    files: {
      'go.work': 'go 1.25\n\nuse ./services/cart\n',
      'libs/tax/go.mod': 'module shop/tax\n',
      'services/cart/go.mod': 'module shop/cart\n',
      'services/cart/cmd/cart/main.go': 'package main\n',
    },
    projects: { cart: { root: 'services/cart' }, tax: { root: 'libs/tax', type: 'library' } },
  },
  'rust, alone': {
    files: {
      'services/mail/Cargo.toml':
        '[package]\nname = "mail"\nrust-version = "1.85"\n\n[dependencies]\naxum = "0.8"\n',
      'services/mail/Cargo.lock': '',
      'services/mail/src/main.rs': '',
    },
    projects: { mail: { root: 'services/mail' } },
  },
  'rust, workspace': {
    files: {
      'Cargo.toml': '[workspace]\nmembers = ["services/*", "libs/*"]\n',
      'Cargo.lock': '',
      '.cargo/config.toml': '[net]\nretry = 3\n',
      'services/mail/Cargo.toml': '[package]\nname = "mail"\n',
      'services/mail/src/main.rs': '',
      'libs/mime/Cargo.toml': '[package]\nname = "mime"\n',
    },
    projects: { mail: { root: 'services/mail' }, mime: { root: 'libs/mime', type: 'library' } },
    dependencies: ['mime'],
  },
  'rust, its program elsewhere': {
    files: {
      'Cargo.toml': '[workspace]\nmembers = [\n  "services/mail", # all of them\n  "libs/*",\n]\n',
      'Cargo.lock': '',
      'services/mail/Cargo.toml':
        '[package]\nname = "mail"\nbuild = "made.rs"\n\n[[bin]]\nname = "postman"\npath = "server/start.rs"\n\n[[bench]]\nname = "speed"\n\n[dependencies]\nmime = { path = "../../libs/mime" }\n',
      'services/mail/server/start.rs': 'use std::net::TcpListener;\n',
      'services/mail/made.rs': '',
      'services/mail/benches/speed.rs': '',
      'libs/mime/Cargo.toml': '[package]\nname = "mime"\n\n[lib]\npath = "mime.rs"\n',
    },
    projects: { mail: { root: 'services/mail' }, mime: { root: 'libs/mime', type: 'library' } },
    dependencies: ['mime'],
  },
  'java-maven': {
    files: {
      'services/bill/pom.xml':
        '<project><properties><java.version>17</java.version></properties><artifactId>spring-boot-starter-web</artifactId></project>',
    },
    projects: { bill: { root: 'services/bill' } },
  },
  'java-maven, modules': {
    files: {
      'java/pom.xml':
        '<project><modules><module>libs</module><module>services/bill</module></modules></project>',
      'java/.mvn/maven.config': '--threads=2',
      'java/services/bill/pom.xml': '<project/>',
      'java/libs/pom.xml': '<project><modules><module>vat/pom.xml</module></modules></project>',
      'java/libs/vat/pom.xml': '<project/>',
    },
    projects: {
      bill: { root: 'java/services/bill' },
      vat: { root: 'java/libs/vat', type: 'library' },
    },
  },
  'java-gradle': {
    files: {
      'settings.gradle.kts': '',
      'build.gradle.kts': '',
      'services/bill/build.gradle.kts':
        'plugins { id("org.springframework.boot") }\njava { toolchain { languageVersion = JavaLanguageVersion.of(21) } }\ndependencies { implementation("org.springframework.boot:spring-boot-starter-web") }',
    },
    projects: { bill: { root: 'services/bill' } },
  },
  dotnet: {
    files: {
      'global.json': '{}',
      'services/desk/Desk.csproj':
        '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup></Project>',
      'libs/base/Base.csproj': '<Project/>',
    },
    projects: { desk: { root: 'services/desk' }, base: { root: 'libs/base', type: 'library' } },
    dependencies: ['base'],
  },
  generic: {
    files: { 'services/tool/run.sh': '' },
    projects: {
      tool: {
        root: 'services/tool',
        targets: { build: { outputs: ['{workspaceRoot}/dist/{projectRoot}'] } },
      },
    },
  },
};
