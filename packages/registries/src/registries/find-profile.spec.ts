import { findProfile } from './find-profile';
import { KNOWN_REGISTRIES } from './known-registries';

it.each([
  ['123456789012.dkr.ecr.eu-west-1.amazonaws.com', 'Amazon ECR, private'],
  ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn', 'Amazon ECR, private'],
  ['123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com', 'Amazon ECR, private'],
  ['123456789012.dkr-ecr.eu-west-1.on.aws', 'Amazon ECR, private'],
  ['public.ecr.aws', 'Amazon ECR, public'],
  ['GHCR.io', 'GitHub Container Registry'],
  ['docker.io', 'Docker Hub'],
  ['europe-west1-docker.pkg.dev', 'Google Artifact Registry'],
  ['eu.gcr.io', 'Google Artifact Registry'],
  ['shop.azurecr.io', 'Azure Container Registry'],
  ['registry.cn-hangzhou.aliyuncs.com', 'Alibaba Cloud Container Registry'],
  ['shop-registry.cn-hangzhou.cr.aliyuncs.com', 'Alibaba Cloud Container Registry'],
  ['registry.gitlab.com', 'GitLab'],
  ['quay.io', 'Quay'],
  ['127.0.0.1:5000', 'any other registry'],
  ['ghcr.io.example.com', 'any other registry'],
  ['123456789012.dkr.ecr.eu-west-1.amazonaws.com.example.com', 'any other registry'],
])('%s is %s', (host, name) => {
  expect(findProfile(host).name).toBe(name);
});

it('says of every registry where its statements come from', () => {
  for (const { sources } of KNOWN_REGISTRIES)
    for (const url of sources) expect(new URL(url).protocol).toBe('https:');
});
