import { MARK } from './mark-regions';

/** Options that a Dockerfile was generated with, as they were given. */
export type RecordedOptions = Readonly<Record<string, unknown>>;

const HEADER = new RegExp(`^# ${MARK}:dockerfile (\\{.*\\})\\r?$`, 'm');
/** Docker reads these only above everything else. */
const PARSER_DIRECTIVES = /^(#\s*(syntax|escape|check)\s*=.*\n)*/i;

/** Puts on top of a Dockerfile what it was generated with, so that it can be generated again. */
export function addHeader(dockerfile: string, options: RecordedOptions): string {
  const header = [
    `# ${MARK}:dockerfile ${JSON.stringify(options)}`,
    '# Edit what you like. `nx sync` keeps what stands between marks up to date, until you edit that or take the marks away.',
    '',
    '',
  ].join('\n');
  return dockerfile.replace(PARSER_DIRECTIVES, (directives) => directives + header);
}

/** What a Dockerfile was generated with; `null` where it was not generated. */
export function readHeader(dockerfile: string): RecordedOptions | null {
  const [, json] = HEADER.exec(dockerfile) ?? [];
  try {
    return json === undefined ? null : (JSON.parse(json) as RecordedOptions);
  } catch {
    return null;
  }
}
