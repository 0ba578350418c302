import type * as Private from '@aws-sdk/client-ecr';
import type * as Public from '@aws-sdk/client-ecr-public';

/** Everything that a module of AWS's SDK exports: an action `X` is its class `XCommand`. */
export type Sdk = typeof Private | typeof Public;

/** Names of the actions of an API, as IAM knows them: `CreateRepository`. */
export type Action<Module extends Sdk> = Exclude<
  { [Key in keyof Module]: Key extends `${infer Name}Command` ? Name : never }[keyof Module],
  '$'
>;

type CommandOf<Module extends Sdk, Name extends string> = `${Name}Command` extends keyof Module
  ? Module[`${Name}Command`]
  : never;

export type Input<Module extends Sdk, Name extends string> =
  CommandOf<Module, Name> extends new (...parameters: infer In) => unknown
    ? NonNullable<In[0]>
    : never;

export type Output<Module extends Sdk, Name extends string> =
  CommandOf<Module, Name> extends new (input: never) => {
    resolveMiddleware(
      ...parameters: never
    ): (...parameters: never) => Promise<{ output: infer Out }>;
  }
    ? Out
    : never;

export type PrivateSdk = typeof Private;
export type PublicSdk = typeof Public;
