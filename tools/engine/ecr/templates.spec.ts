import { Templates } from './templates';

const template = (prefix: string) => ({ prefix, appliedFor: ['CREATE_ON_PUSH'] });

it('makes a repository by the template of the longest prefix', () => {
  const templates = new Templates();
  for (const prefix of ['ROOT', 'shop', 'shop/api'])
    templates.answer('CreateRepositoryCreationTemplate', template(prefix));
  templates.answer('CreateRepositoryCreationTemplate', {
    prefix: 'shop/api/old',
    appliedFor: ['REPLICATION'],
  });
  const prefixes = ['shop/api/x', 'shop/api', 'shopping', 'shop/api/old/x'];
  expect(prefixes.map((name) => templates.forPush(name)?.prefix)).toEqual([
    'shop/api',
    'shop',
    'ROOT',
    'shop/api',
  ]);
});

it('refuses a template twice, and one that is not there', () => {
  const templates = new Templates();
  const answer = (action: string) => templates.answer(action, template('shop'));
  expect(answer('DeleteRepositoryCreationTemplate')).toMatchObject({
    exception: 'TemplateNotFoundException',
  });
  answer('CreateRepositoryCreationTemplate');
  expect(answer('CreateRepositoryCreationTemplate')).toMatchObject({
    exception: 'TemplateAlreadyExistsException',
  });
  expect(templates.answer('PutImage', template('shop'))).toBeNull();
});
