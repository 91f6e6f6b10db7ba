export default definePageConfig({ navigationBarTitleText: '这里归谁管' });
