import { outputsOf } from '../javascript/build';
import type { Preset } from './model';

/** Anything else: what the target `build` makes outside of the image, on Debian. */
export const generic: Preset = {
  name: 'generic',
  title: 'Anything else: what the target `build` makes, copied; give `--command`',
  template: 'generic',
  needs: '`--command`: what starts the app',
  detect: (view, choices) => {
    if (choices.command === null) return null;
    const outputs = outputsOf(view.project);
    return {
      images: { debian: 'debian:bookworm-slim' },
      port: choices.port,
      command: choices.command,
      values: { sources: outputs.length > 0 ? outputs : [view.project.root] },
    };
  },
};
