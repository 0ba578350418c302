import type { JsonSchema } from '../json-schema';
import { page } from './markdown';
import { optionsTable } from './options-table';

const INTRODUCTION = `# The plugin in \`nx.json\`

A project with a Dockerfile gets the targets \`image\` and \`image-plan\`; none of these options is needed for that.

\`\`\`json
{
  "plugins": [
    {
      "plugin": "nx-docker-stage-build",
      "options": { "defaults": { "image": "registry.example.com/shop/{name}" } }
    }
  ]
}
\`\`\`

## Options`;

const TARGETS = `## What is inferred

- **Which projects.** Those whose folder has the Dockerfile and is a project to Nx: it has a \`project.json\`, or a \`package.json\` that is a
  member of the workspace. A Dockerfile anywhere else gives nothing.
- **\`inputs\`.** What COPY, ADD and bind mounts of any stage read, the Dockerfile, and the ignore files. A folder that holds projects
  (\`COPY . .\`, \`COPY libs libs\`) counts as far as \`contextScope\` lets it in: the project, all that it depends on (\`^default\`), and files in the
  folder that are in no project, of the workspace root its own files only. Where a context is made from manifests, what they are made
  from counts. Options that the project's own target has (\`dockerfile\`, \`context\`, \`contexts\`, \`buildArgs\`, \`contextScope\`) are followed; those of
  configurations, of \`targetDefaults\` and of the command line are not. A Dockerfile that cannot be read counts like \`COPY . .\`.
- **\`externalDependencies: []\`.** Else new versions of packages that the image never sees would be a reason to build it. A lockfile that is copied
  is an input as any file is; versions of the project's own packages always count.
- **\`dependsOn\`.** \`build\`, where the Dockerfile copies \`dist\`, \`build\`, \`out\`, \`.next\`, \`.nuxt\` or \`.output\` of the project, or
  \`dist/<project>\`. Else nothing: the image builds what it needs.
- **\`cache: false\`.** A hit of Nx's cache says that a task ran some time, somewhere. It would claim an image that may be in no engine and in
  no registry any more. Unchanged work comes from the caches of stages. With \`cache: true\`, from a project or from \`targetDefaults\`, an image that
  is pushed or loaded is refused ([\`NX_CACHE_ON\`](errors.md)); one whose only results are files, named in \`outputs\` of the target, is built: those
  Nx brings back.

Targets of the same name in \`project.json\` or \`package.json\` are merged over the inferred ones by Nx: what they say wins.`;

/** Reference of the plugin's options and of what it infers. */
export function pluginPage(schema: JsonSchema): string {
  return page(INTRODUCTION, optionsTable(schema), TARGETS);
}
