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
- **\`inputs\`.** The files of the project (\`default\`) and of all it depends on (\`^default\`), the \`.dockerignore\` of the context, and the
  files and folders that COPY, ADD and bind mounts of any stage read elsewhere. A folder that holds projects (\`COPY . .\`, \`COPY libs libs\`)
  counts with its own files only: which of its projects matter is what the project graph says. Folders that belong to no project and
  are copied only that way have to be added to \`inputs\`. When a Dockerfile cannot be read, the files in the workspace root count.
- **\`dependsOn\`.** \`build\`, where the Dockerfile copies \`dist\`, \`build\`, \`out\`, \`.next\`, \`.nuxt\` or \`.output\` of the project, or
  \`dist/<project>\`. Else nothing: the image builds what it needs.
- **\`cache: false\`.** A hit of Nx's cache says that a task ran some time, somewhere. It would claim an image that may be in no engine and in
  no registry any more. Unchanged work comes from the caches of stages.

Targets of the same name in \`project.json\` or \`package.json\` are merged over the inferred ones by Nx: what they say wins.`;

/** Reference of the plugin's options and of what it infers. */
export function pluginPage(schema: JsonSchema): string {
  return page(INTRODUCTION, optionsTable(schema), TARGETS);
}
