import { block } from '../block';
import type { CiFacts } from '../model';
import { baseLines } from '../script/base-lines';
import { installLines } from '../script/install-lines';
import { buildLine, planLines } from '../script/plan-lines';
import { TRUST } from '../script/push-lines';

/** What a container in a cluster runs in a clone, beside BuildKit. */
export function clusterScript(facts: CiFacts): string {
  return block`
    apk add --no-cache git nodejs npm
    # BuildKit beside this container, by its socket.
    docker buildx create --name buildkit --driver remote "$BUILDKIT_HOST"
    export BUILDX_BUILDER=buildkit
    until docker buildx inspect buildkit > /dev/null 2>&1; do sleep 1; done

    ${installLines(facts)}

    # What is not pushed is code from elsewhere, which leaves no caches for others either.
    if [ "$PUSH" != true ]; then ${TRUST}; fi

    ${baseLines(facts, { fork: null, previous: 'BEFORE', complete: true })}

    ${planLines(facts)}

    ${buildLine(facts)}`;
}
