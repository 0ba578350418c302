import { posix } from 'node:path';
import type { ProjectView } from '../view/model';
import { matchOwn, ownPath, readOwn } from '../view/read-own';
import type { Preset } from './model';

const NEWEST = '9.0';

/** A .NET app, published for the framework that the final image holds. */
export const dotnet: Preset = {
  name: 'dotnet',
  title: '.NET: ASP.NET Core, or a program',
  template: 'dotnet',
  needs: 'a .csproj or .fsproj that makes a program',
  detect: (view, choices) => {
    const name = matchOwn(view, /\.(cs|fs)proj$/);
    const text = name === null ? '' : (readOwn(view, name) ?? '');
    const isWeb = /Sdk="Microsoft\.NET\.Sdk\.Web"/.test(text);
    if (
      name === null ||
      !(isWeb || /<OutputType>Exe</.test(text) || /Sdk="Microsoft\.NET\.Sdk\.Worker"/.test(text))
    )
      return null;
    const version = /<TargetFramework>net(?:coreapp)?(\d+\.\d+)</.exec(text)?.[1] ?? NEWEST;
    const assembly = /<AssemblyName>(.*?)</.exec(text)?.[1] ?? name.replace(/\.\w+$/, '');
    return {
      images: {
        sdk: `mcr.microsoft.com/dotnet/sdk:${version}`,
        runtime: `mcr.microsoft.com/dotnet/${isWeb ? 'aspnet' : 'runtime'}:${version}`,
      },
      port: choices.port ?? (isWeb ? 8080 : null),
      command: ['dotnet', `${assembly}.dll`],
      values: { definitions: listDefinitions(view), projectFile: ownPath(view, name) },
    };
  },
};

const ROOT_FILES = [
  'global.json',
  'nuget.config',
  'NuGet.config',
  'Directory.Build.props',
  'Directory.Build.targets',
  'Directory.Packages.props',
];

/** What `dotnet restore` reads: settings of the root, and the projects with all that they refer to. */
function listDefinitions({ project, dependencies, files }: ProjectView): string[] {
  const shared = ROOT_FILES.filter((name) => files.read(name) !== null);
  const own = [project, ...dependencies].flatMap(({ root }) =>
    files
      .list(root)
      .filter((name) => /\.(cs|fs)proj$|^packages\.lock\.json$/.test(name))
      .map((name) => `${posix.join(root, name)} ${root}/`),
  );
  return [...(shared.length > 0 ? [`${shared.join(' ')} ./`] : []), ...own];
}
