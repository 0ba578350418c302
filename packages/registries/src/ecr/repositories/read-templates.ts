import { AwsError } from '../errors/aws-error';
import type { CreationTemplate } from './made-on-push';
import type { CallEcr } from './read-repository';

/** A page of DescribeRepositoryCreationTemplates. */
interface Page {
  readonly repositoryCreationTemplates?: readonly CreationTemplate[];
  readonly nextToken?: string;
}

/** The creation templates of the caller's registry. Who may not read them is taken to have none. */
export async function readTemplates(call: CallEcr): Promise<readonly CreationTemplate[]> {
  const templates: CreationTemplate[] = [];
  let nextToken: string | undefined;
  do {
    const page = await readPage(call, nextToken);
    templates.push(...(page?.repositoryCreationTemplates ?? []));
    nextToken = page?.nextToken;
  } while (nextToken !== undefined);
  return templates;
}

async function readPage(call: CallEcr, nextToken: string | undefined): Promise<Page | null> {
  try {
    return (await call({
      service: 'ecr',
      region: null,
      operation: 'DescribeRepositoryCreationTemplates',
      input: nextToken === undefined ? {} : { nextToken },
    })) as Page;
  } catch (error) {
    if (error instanceof AwsError) return null;
    throw error;
  }
}
