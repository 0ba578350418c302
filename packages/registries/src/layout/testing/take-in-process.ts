import { makeExport } from './make-export';
import { localStore } from '../local-store';

/**
 * One of many processes that share a layout: takes in exports until it is killed or has done its share, and says which.
 * Arguments: folder, name of the process, number of exports, largest size of the layout.
 */
async function main([folder = '', id = '', count = '', maxBytes = '']: string[]): Promise<void> {
  const store = localStore({ folder, maxBytes: Number(maxBytes), grace: 0 });
  for (let number = 0; number < Number(count); number++) {
    const layers = [
      'base '.repeat(2000),
      `common ${number % 5} `.repeat(500),
      `own ${id} ${number}`,
    ];
    const exportFolder = await store.makeExportFolder();
    const digest = await makeExport(exportFolder, {
      layers,
      form: number % 2 ? 'index' : 'manifest',
    });
    const name = `name-${id}-${number}`;
    await store.takeIn(exportFolder, [name, 'moving']);
    process.stdout.write(`${name} ${digest}\n`);
  }
}

void main(process.argv.slice(2));
