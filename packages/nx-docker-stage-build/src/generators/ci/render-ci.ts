import type { CiFacts, CiFile, CiSystem, RenderCi } from './model';
import { renderAlibaba } from './systems/alibaba';
import { renderArgo } from './systems/argo';
import { renderAzure } from './systems/azure';
import { renderBitbucket } from './systems/bitbucket';
import { renderBuildkite } from './systems/buildkite';
import { renderCircleci } from './systems/circleci';
import { renderCloudbuild } from './systems/cloudbuild';
import { renderCodebuild } from './systems/codebuild';
import { renderGithub } from './systems/github';
import { renderGitlab } from './systems/gitlab';
import { renderJenkins } from './systems/jenkins';
import { renderKubernetes } from './systems/kubernetes';

const RENDERERS: Readonly<Record<CiSystem, RenderCi>> = {
  github: renderGithub,
  gitlab: renderGitlab,
  azure: renderAzure,
  circleci: renderCircleci,
  buildkite: renderBuildkite,
  jenkins: renderJenkins,
  bitbucket: renderBitbucket,
  codebuild: renderCodebuild,
  cloudbuild: renderCloudbuild,
  alibaba: renderAlibaba,
  argo: renderArgo,
  kubernetes: renderKubernetes,
};

/** The pipeline's file of a system. Pure: equal facts give equal bytes. */
export function renderCi(system: CiSystem, facts: CiFacts): CiFile {
  return RENDERERS[system](facts);
}
