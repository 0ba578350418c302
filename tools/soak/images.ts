import type { Workspace } from '../workspace';

/** Images that are built side by side in every round. */
export const APPS: readonly string[] = ['one', 'two', 'three', 'four', 'five'];

/** Three stages; the image holds a text that differs with every round. Its base comes from the failing registry, too. */
const dockerfile = (name: string, base: string): string => `FROM ${base} AS deps
COPY package.json ./
RUN cat package.json > /deps

FROM deps AS build
COPY apps/${name}/marker.txt ./
RUN cat marker.txt > /marker

FROM ${base}
COPY --from=build /deps /marker /
CMD ["cat", "/marker"]
`;

/** Adds the apps to a workspace. */
export function addApps({ write }: Workspace, base: string): void {
  for (const name of APPS) {
    write(`apps/${name}/package.json`, JSON.stringify({ name, version: '1.0.0' }));
    write(`apps/${name}/Dockerfile`, dockerfile(name, base));
  }
}

/** The text that only the image of an app and round holds. */
export function markerOf(name: string, round: number): string {
  return `marker of ${name} in round ${round}`;
}

/** Changes every app; returns the commit. */
export function changeApps({ write, commit }: Workspace, round: number): Promise<string> {
  for (const name of APPS) write(`apps/${name}/marker.txt`, `${markerOf(name, round)}\n`);
  return commit(`round ${round}`);
}
