import { block } from '../block';
import type { CiFacts } from '../model';
import { PLAN_FILE } from './names';

/** Writes what will be done into a file. */
export function planLines({ packages: { nx }, image, targets }: CiFacts): string {
  return block`
    # One of the affected projects plans for all of them.
    AFFECTED=$(${nx} show projects --affected --with-target=${targets.plan})
    set -- $AFFECTED
    echo "Projects with an image that are affected: $#" > ${PLAN_FILE}
    if [ $# -gt 0 ]; then
      ${nx} run "$1:${targets.plan}" --images=affected --push="$PUSH"${imageFlag(image)} --outputFile=${PLAN_FILE}
    fi
    cat ${PLAN_FILE}`;
}

/** Builds what is affected, all of it in one process. */
export function buildLine({ packages: { nx }, image, targets }: CiFacts): string {
  // Since Nx 23.3, any other style hides what succeeded.
  return `${nx} affected -t ${targets.image} --push="$PUSH"${imageFlag(image)} --batch --output-style=static`;
}

function imageFlag(image: string | null): string {
  return image === null ? '' : ` --image='${image}'`;
}
