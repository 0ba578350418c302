export default { displayName: 'nx-docker-stage-build', preset: '../../jest.preset.js' };
