export default definePageConfig({ navigationBarTitleText: '称呼和手机号' });
