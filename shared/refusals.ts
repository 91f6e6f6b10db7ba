// Every refusal the portal can give: code → HTTP status and what to say. A code reads as a fact; the words
// tell a resident what to do next. Answers are RFC 9457 problem documents (application/problem+json).
import * as v from 'valibot';

const row = (status: number, title: string, detail: string) => ({ status, title, detail });

export const REFUSALS = {
  'request.invalid': row(422, '填写有误', '请按提示修改后再提交。'),
  'request.malformed': row(400, '请求无法读取', '请求内容不是有效的 JSON，请检查后重试。'),
  'request.too-large': row(413, '内容太大', '一次提交的内容太大，请减少后重试。'),
  'request.not-found': row(404, '没有这个地址', '请检查网址，或回到首页。'),
  'request.wrong-method': row(405, '不支持这种操作', '这个地址不支持这种请求方式。'),
  'request.too-many': row(429, '操作太频繁', '请稍等一会儿再试。'),
  'request.unsupported-type': row(415, '内容类型不支持', '请用 JSON 提交，或用表单上传照片。'),
  'server.failed': row(500, '服务出了问题', '不是您的操作有误。您填写的内容还在，请稍后再试。'),
  'server.busy': row(503, '服务暂时不可用', '数据库暂时连不上。您填写的内容还在，请稍后再试。'),

  'sign-in.required': row(401, '请先登录', '登录后才能继续。'),
  'sign-in.expired': row(401, '登录已过期', '请重新登录后再试。'),
  'sign-in.code-refused': row(401, '登录没有成功', '登录凭证无效或已用过，请重新登录。'),
  'sign-in.unavailable': row(503, '微信登录暂时不可用', '微信服务器没有回应，请稍后再试。'),
  'browser-sign-in.unknown': row(404, '登录请求不存在', '二维码已失效，请在电脑上刷新后重新扫码。'),
  'browser-sign-in.wrong-number': row(422, '数字不一致', '请核对电脑屏幕上的数字后再确认。'),
  'browser-sign-in.already-used': row(409, '登录请求已处理', '这个二维码已经用过，请在电脑上刷新后重新扫码。'),
  'post.not-held': row(403, '您没有这个权限', '只有负责这件事的人才能这样做。'),
  'post.code-refused': row(422, '邀请码无效', '邀请码不存在、已被使用或已过期，请向管理员再要一个。'),
  'post.own-invitation': row(409, '您已担任该职务', '您已经担任这个职务，不需要再次认领。'),
  'post.not-found': row(404, '没有这个职务', '职务不存在或已到期。'),
  'post.last-administrator': row(
    409,
    '最后一位管理员',
    '全州至少要有一位在任的管理员。请先邀请接任的人，认领后再结束。',
  ),
  'post.claimed-already': row(409, '已经有人担任', '这个职务已有人认领，不需要邀请码；换人请用“移交”。'),
  'administration.stale': row(409, '刚刚有人改过', '别人刚改过这一项，请看过现在的内容后再改。'),
  'administration.setting-unknown': row(404, '没有这组规则', '名称有误，或者这一组要通过发布来改。'),
  'administration.name-taken': row(409, '名称已有', '本县市已有同名的部门，请换一个名称。'),
  'administration.id-used': row(409, '编号已用过', '这个编号已用于另一项内容，请刷新后重试。'),
  'department.not-found': row(422, '没有这个部门', '部门不存在、已停用或不在本县市，请从列表里重新选择。'),
  'department.in-use': row(409, '部门还在用', '还有责任范围、任职人员或在办上报在这个部门，请先移走。'),
  'area.not-found': row(422, '没有这个区域', '区域不存在或不在您管理的县市，请从列表里重新选择。'),
  'beat.overlaps': row(409, '已有同样的责任范围', '这个区域的同一类别已经归了别人，请改原来那一条，或换类别。'),
  'beat.not-found': row(404, '没有这条责任范围', '可能已被撤销，请刷新。'),
  'hand-over.not-found': row(404, '没有这次移交', '编号有误，或者不是您管理的县市。'),
  'hand-over.reused': row(409, '移交编号重复', '同一个编号已用于另一次移交，请刷新后重试。'),
  'hand-over.successor-unknown': row(422, '不能移交给这个职务', '接任的职务不在任，或不在同一个县市，请重新选择。'),
  'catalogue.nothing-to-publish': row(409, '没有要发布的', '草稿和现行的完全一样，不需要发布。'),
  'catalogue.scheduled-already': row(409, '已有等待生效的版本', '请等它生效，或先撤回它再发布。'),
  'catalogue.version-not-found': row(404, '没有这个版本', '版本不存在，或已经生效，不能撤回。'),
  'person.not-found': row(404, '没有找到这个人', '请检查后重试。'),

  'media.unreadable': row(422, '照片打不开', '文件不是完整的照片，请换一张 JPEG、PNG 或 WebP 照片。'),
  'media.unsupported': row(
    422,
    '照片格式不支持',
    '只能上传 JPEG、PNG 或 WebP。苹果手机请在“设置-相机-格式”里选“兼容性最佳”，或先截图再传。',
  ),
  'media.too-large': row(413, '照片太大', '每张照片不能超过 10 MB、4000 万像素，请压缩后再传。'),
  'media.missing': row(422, '没有收到照片', '请在 file 一栏里选择一张照片。'),
  'media.not-found': row(404, '照片不存在', '照片不存在或链接已过期，请刷新页面。'),
  'media.not-yours': row(422, '照片不可用', '照片不存在、已过期，或不是您上传的，请重新上传。'),

  'place.outside': row(422, '位置不在楚雄州内', '请把位置移到楚雄州内再上报。'),
  'areas.file-missing': row(422, '没有收到文件', '请选择一个 GeoJSON 或 CSV 文件。'),
  'areas.file-too-large': row(413, '文件太大', '文件不能超过 64 MB，请按县市分开导入。'),
  'areas.import-not-found': row(404, '没有这次导入', '核对结果只保留一天，请重新上传。'),
  'areas.import-faulty': row(409, '文件还有错误', '请按核对结果改好文件，再重新上传。'),
  'areas.import-busy': row(409, '还没有核对完', '请等核对完成再换上。'),
  'areas.changed-meanwhile': row(409, '区划刚刚改动过', '核对之后区划又有改动，请重新上传核对。'),
  'street.not-found': row(404, '没有这条街', '街道编码有误。请回到地图上找一找。'),
  'street.town-empty': row(404, '没有可打印的街道', '这个乡镇（街道）还没有登记街道。'),
  'street.code-unavailable': row(503, '小程序码暂时取不到', '微信没有给出小程序码，请稍后再试，或改印普通二维码。'),
  'category.unknown': row(422, '没有这个类别', '请从类别表里重新选择。'),
  'condition.unknown': row(422, '没有这种情形', '请重新选择情形，或留空由街长判断。'),

  'report.not-found': row(404, '没有找到这件上报', '编号有误，或者您无权查看。'),
  'report.empty': row(422, '还没有内容', '请写一句话，或拍一张照片。'),
  'report.photo-required': row(422, '这类问题需要照片', '请至少拍一张现场照片。'),
  'report.submission-reused': row(409, '提交编号重复', '同一个提交编号已用于另一件上报，请重新填写后提交。'),
  'report.move-not-allowed': row(409, '现在不能这样做', '这件上报的状态已经变化，请刷新后再看。'),
  'report.stale': row(409, '刚刚有人更新过', '这件上报刚被更新，请看过最新情况后再操作。'),
  'report.move-not-yours': row(403, '这件事不归您办', '只有负责这件上报的人才能这样做。'),
  'report.after-photo-required': row(422, '请附处理后的照片', '这类问题办结时至少要有一张处理后的照片。'),
  'report.assignee-unknown': row(422, '没有这个责任单位', '请从列表里重新选择要转给谁。'),
  'report.assignee-same': row(422, '已经在这里了', '这件上报已由该单位负责，请选择其他单位。'),
  'report.move-reused': row(409, '操作编号重复', '同一个操作编号已用于另一步操作，请刷新后重试。'),
  'report.already-rated': row(409, '已经评价过了', '每件上报只能评价一次，感谢您的评价。'),
  'report.not-yours-to-rate': row(403, '只有上报人可以评价', '这件上报不是您提交的。'),
  'report.not-ratable': row(409, '现在还不能评价', '办结之后才能评价。'),
  'report.urged-today': row(409, '今天已经催过了', '每天可以催办一次，请明天再催。'),
  'report.appealed-already': row(409, '已经申诉过了', '每件上报可以申诉一次，结果会发给您。'),
  'report.reopened-already': row(409, '现在不能直接返工', '没有解决可以直接要求返工一次，以后请提交返工申请。'),
  'report.asked-already': row(409, '已经提交过申请', '申请正在等答复，或者次数已经用完。'),
  'report.nothing-to-decide': row(409, '没有要您决定的事', '这项申请已处理，或不由您决定，请刷新后再看。'),
  'report.words-or-photo': row(422, '请写一句话或拍一张照片', '文字和照片至少要有一样。'),
  'report.date-out-of-range': row(422, '日期不对', '请选择时限之后、允许范围之内的日期。'),
  'report.contact-hidden': row(403, '不能查看联系方式', '上报人匿名，或没有同意被联系。'),
  'report.not-public': row(409, '这件上报不公开', '不公开的上报不能关注或附议。'),
  'report.own': row(409, '这是您自己的上报', '您会收到这件上报的全部进展，不需要再关注或附议。'),

  'message.not-found': row(404, '没有这条消息', '消息不存在或已删除。'),
  'message.kind-required': row(422, '这类消息不能关闭', '办理任务的消息必须接收。'),
  'delivery.not-found': row(404, '没有这条未送达记录', '可能已经送达，请刷新。'),
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** Refusals any endpoint may give. */
export const COMMON_REFUSALS: readonly RefusalCode[] = [
  'request.invalid',
  'request.malformed',
  'request.too-large',
  'request.too-many',
  'request.unsupported-type',
  'server.failed',
  'server.busy',
];

/**
 * RFC 9457 problem document; `fields` maps a dotted field path to what is wrong with it.
 * `report.stale` and `report.move-not-allowed` also carry `current`, the report as it is now.
 */
export const Problem = v.looseObject({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  code: v.string(),
  detail: v.string(),
  fields: v.optional(v.record(v.string(), v.string())),
});
export type Problem = v.InferOutput<typeof Problem>;
