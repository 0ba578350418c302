/** Something with an id that needs others. */
export interface Node {
  readonly id: string;
  readonly needs: readonly string[];
}

/** A node and all it needs, each after what it needs itself. Without a cycle only. */
export function walkNeeds<N extends Node>(nodes: ReadonlyMap<string, N>, id: string): N[] {
  const done = new Set<string>();
  const order: N[] = [];
  const pending: { id: string; leaving: boolean }[] = [{ id, leaving: false }];
  for (let visit = pending.pop(); visit; visit = pending.pop()) {
    const node = nodes.get(visit.id);
    if (!node) continue;
    if (visit.leaving) {
      order.push(node);
      continue;
    }
    if (done.has(visit.id)) continue;
    done.add(visit.id);
    pending.push({ id: visit.id, leaving: true });
    for (const need of node.needs.toReversed()) pending.push({ id: need, leaving: false });
  }
  return order;
}

/** Ids along a cycle, the first one again at the end; `null` when there is none. */
export function findCycle(nodes: ReadonlyMap<string, Node>): string[] | null {
  const done = new Set<string>();
  for (const start of nodes.keys()) {
    // A path from `start`, each with the needs that are still to be followed.
    const path: { id: string; needs: readonly string[]; next: number }[] = [];
    const onPath = new Set<string>();
    const enter = (id: string): void => {
      path.push({ id, needs: nodes.get(id)?.needs ?? [], next: 0 });
      onPath.add(id);
    };
    if (!done.has(start)) enter(start);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const need = top.needs[top.next++];
      if (need === undefined) {
        path.pop();
        onPath.delete(top.id);
        done.add(top.id);
      } else if (onPath.has(need)) {
        const ids = path.map(({ id }) => id);
        return [...ids.slice(ids.indexOf(need)), need];
      } else if (!done.has(need)) enter(need);
    }
  }
  return null;
}
