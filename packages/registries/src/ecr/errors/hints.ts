import type { FailureKind } from './classify';
import { hintForDenial, readDenial } from './denied';
import type { Asked } from './explain';
import type { Failure } from './read-failure';

/** The way out of a failure. */
export function hintFor(kind: FailureKind, failure: Failure, asked: Asked): string {
  switch (kind) {
    case 'missing':
      return missingHint(asked);
    case 'sso':
      return `Run \`${loginCommand(failure, asked)}\`, and try again.`;
    case 'region':
      return 'Set AWS_REGION, or `region` in the profile: `eu-west-1`.';
    case 'clock':
      return 'Set the clock, for example with `timedatectl set-ntp true`; a virtual machine that slept may need a restart.';
    case 'expired':
      return 'Get new ones from where they came: AWS_SESSION_TOKEN is set by a login or a role whose time is over.';
    case 'refused':
      return refusedHint(asked);
    case 'network':
      return networkHint(failure, asked);
    case 'throttled':
      return 'Start fewer builds at once, or ask for a higher rate in Service Quotas.';
    case 'quota':
      return 'Waiting does not help: delete what is not needed, or ask for more in Service Quotas.';
    case 'denied':
      return deniedHint(failure, asked);
    case 'server':
      return "AWS is in trouble: look at its region's status, and try again.";
    case 'foreign':
      return 'A proxy, or an endpoint that is none: check AWS_ENDPOINT_URL, HTTPS_PROXY and the network.';
    case 'other':
      return 'Correct what the message says.';
  }
}

function missingHint({ profile }: Asked): string {
  if (profile !== null)
    return `The profile ${profile} has none: \`aws configure --profile ${profile}\` writes keys, \`aws configure sso\` a login.`;
  return 'In CI let the job assume a role (OIDC), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. On a workstation run `aws configure sso` or `aws configure`, or name a profile in AWS_PROFILE.';
}

function loginCommand({ message }: Failure, { profile }: Asked): string {
  const named = profile === null ? '' : ` --profile ${profile}`;
  return `${/aws login/.test(message) ? 'aws login' : 'aws sso login'}${named}`;
}

function refusedHint({ profile, access }: Asked): string {
  const role = access.roleArn === undefined ? '' : `, and the role ${access.roleArn}`;
  return profile === null
    ? `Check the credentials in the environment${role}: \`aws sts get-caller-identity\` says who they are.`
    : `Check the profile ${profile}${role}: \`aws sts get-caller-identity --profile ${profile}\` says who it is.`;
}

function networkHint({ systemCode, message }: Failure, { registry, access }: Asked): string {
  const place =
    access.endpoint ?? `AWS in ${registry.region ?? 'the region of your configuration'}`;
  const unknown = /(?:ENOTFOUND|EAI_AGAIN) ([\w.-]+)/.exec(message)?.[1];
  if (unknown !== undefined)
    return `No address is known for ${unknown}: check the region, AWS_ENDPOINT_URL, and DNS.`;
  if (/CERT|SELF_SIGNED|UNABLE_TO/.test(systemCode ?? ''))
    return `The certificate of ${place} is not trusted: let NODE_EXTRA_CA_CERTS name your authority's certificate.`;
  return `Check that ${place} can be reached from this machine (proxy, VPC endpoint, AWS_ENDPOINT_URL).`;
}

function deniedHint({ message }: Failure, asked: Asked): string {
  const denial = readDenial(message);
  const action = denial.action ?? asked.action;
  const role = action.startsWith('sts:') ? asked.access.roleArn : undefined;
  return hintForDenial({ ...denial, action, resource: denial.resource ?? role });
}
