import type { ImagePlan, Plan, StageKey } from '../plan/plan';

/** Draws the stages of each image as a Mermaid flowchart; affected ones are marked. */
export function formatMermaid(plan: Plan): string {
  const lines = [
    'flowchart LR',
    ...plan.images.flatMap(drawImage),
    '  classDef affected stroke:#d97706,stroke-width:3px',
  ];
  return `${lines.join('\n')}\n`;
}

function drawImage(image: ImagePlan, at: number): string[] {
  const idOf = ({ stage, platform }: StageKey): string => {
    const index = image.stages.findIndex(
      (other) => other.name === stage && other.platform === platform,
    );
    return `i${at}s${index}`;
  };
  const lines = [`  subgraph i${at}["${quote(image.project)}"]`];
  for (const { name, platform, affected, needs } of image.stages) {
    const id = idOf({ stage: name, platform });
    lines.push(`    ${id}["${quote(name)}<br/>${platform}"]${affected ? ':::affected' : ''}`);
    for (const need of needs) lines.push(`    ${idOf(need)} --> ${id}`);
  }
  return [...lines, '  end'];
}

function quote(text: string): string {
  return text.replace(/"/g, '#quot;');
}
