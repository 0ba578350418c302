import { SCENARIOS, type Scenario } from './scenarios';
import { TOOLS, type Tool } from './tools';
import type { Form, Workload } from './workload';

/** A tool with Dockerfiles of one form. */
export interface Variant {
  readonly tool: Tool;
  readonly form: Form;
}

/** The variants that a scenario is measured with: ours in each form, the peer as its users write it. */
export function variantsOf({ forms }: Scenario, { forms: possible }: Workload): Variant[] {
  const fitting = forms.filter((form) => possible.includes(form));
  const taken = fitting.length > 0 ? fitting : (['same'] as const);
  return TOOLS.flatMap((tool) =>
    (tool.name === 'ours' ? taken : (['same'] as const)).map((form) => ({ tool, form })),
  );
}

/** A name for a variant, for messages and folders. */
export function nameOf({ tool, form }: Variant): string {
  return `${tool.name}-${form}`;
}

/** The scenario in which everything is built from nothing; the others start where it ended. */
export const FROM_NOTHING = SCENARIOS[0] as Scenario;
