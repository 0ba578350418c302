import { callControlPlane } from './control-plane';
import type { Gateway } from './http';
import type { CreationTemplate } from './templates';

/** Whether a repository is there; a push makes it where a creation template says so. */
export async function ensureRepository(
  gateway: Gateway,
  repositoryName: string,
  { isPush }: { readonly isPush: boolean },
): Promise<boolean> {
  const { moto, region, state } = gateway;
  const input = { region, repositoryNames: [repositoryName] };
  if ((await callControlPlane(moto, 'DescribeRepositories', input)).status === 200) return true;
  const template = isPush ? state.templates.forPush(repositoryName) : null;
  if (template !== null) await createByTemplate(gateway, repositoryName, template);
  return template !== null;
}

async function createByTemplate(
  { moto, region }: Gateway,
  repositoryName: string,
  template: CreationTemplate,
): Promise<void> {
  const { imageTagMutability, imageTagMutabilityExclusionFilters } = template;
  const { encryptionConfiguration, resourceTags, lifecyclePolicy, repositoryPolicy } = template;
  const target = { region, repositoryName };
  await callControlPlane(moto, 'CreateRepository', {
    ...target,
    imageTagMutability,
    imageTagMutabilityExclusionFilters,
    encryptionConfiguration,
    tags: resourceTags,
  });
  if (lifecyclePolicy !== undefined)
    await callControlPlane(moto, 'PutLifecyclePolicy', {
      ...target,
      lifecyclePolicyText: lifecyclePolicy,
    });
  if (repositoryPolicy !== undefined)
    await callControlPlane(moto, 'SetRepositoryPolicy', {
      ...target,
      policyText: repositoryPolicy,
    });
}
