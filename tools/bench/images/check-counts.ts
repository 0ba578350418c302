import type { Row } from './summarize';

/** A goal that is a count, not a time. */
export interface CountCheck {
  readonly what: string;
  readonly figure: number;
  readonly goal: number;
  readonly met: boolean;
}

/** The goals beside ratios: no engine where nothing changed, no RUN step twice, one image for one dependency. */
export function checkCounts(rows: readonly Row[]): CountCheck[] {
  return rows.flatMap(({ workload, engineKind, scenario, form, ours }) => {
    const place = `${workload}, ${engineKind}, ${scenario} ${form}`;
    const check = (what: string, figure: number, goal: number): CountCheck => ({
      what: `${place}: ${what}`,
      figure,
      goal,
      met: figure <= goal,
    });
    switch (scenario) {
      case 'S1':
        return [
          check('builds by an engine', ours.builds, 0),
          check('requests an image, base images apart', ours.requestsAnImage, 2),
        ];
      case 'S2':
      case 'S3':
        return [check(`runs of ${ours.runs} with a needless RUN`, ours.runsWithNeedless, 0)];
      case 'S4':
        return [check('images built', ours.builds, 1)];
      case 'S0':
        return [];
    }
  });
}
