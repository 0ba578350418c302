import type { Values } from '../template/render-template';
import type { ProjectView } from '../view/model';

/** How dependencies are installed: only those of the project, or those of all apps in one stage that they share. */
export const DEPENDENCY_FORMS = ['project', 'workspace'] as const;

/** What the user decides; `null` leaves it to detection. */
export interface Choices {
  readonly dependencies: (typeof DEPENDENCY_FORMS)[number];
  readonly port: number | null;
  /** Program and arguments that start the app. */
  readonly command: readonly string[] | null;
}

/** What a preset found out about a project. */
export interface Detected {
  /** Base images by the name that the template has for them: `node` is `{{image.node}}`. */
  readonly images: Readonly<Record<string, string>>;
  /** Port that the app listens on; `null` where it does not. */
  readonly port: number | null;
  /** Program and arguments that start the app. */
  readonly command: readonly string[];
  /** What only this preset's template has. */
  readonly values: Values;
  /** What the user should know or do besides. */
  readonly notes?: readonly string[];
}

/** One kind of app. */
export interface Preset {
  readonly name: string;
  /** What it is for, in the reference. */
  readonly title: string;
  /** Template, without `.Dockerfile`. */
  readonly template: string;
  /** What a project needs to be one of its kind, for messages. */
  readonly needs: string;
  /** `null` where the project is no app of this kind. */
  readonly detect: (view: ProjectView, choices: Choices) => Detected | null;
}
