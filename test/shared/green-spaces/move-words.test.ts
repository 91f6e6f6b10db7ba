// Every step of an adoption, as it was decided (domain.md §5): who changes a row changes this table, too.
import { ADOPTION_MOVE_NAMES, type AdoptionMoveName, adoptionMoveRow } from '../../../shared/green-spaces/moves';

/** move | button | heading | from → to | by | only when | what is asked for */
const TABLE = `
approve | 通过 | 申请已通过 | applied/waiting → approved | unit system |  | 说明 (optional)
reject | 不通过 | 申请未通过 | applied/waiting → rejected | unit |  | 说明和建议 (required) + unfit/not-able/plaque/contact/other
cancel | 撤回申请 | 申请人撤回 | applied/waiting/approved → cancelled | adopter |  | 说明 (optional)
pass-over | 候补 | 已由别人认养，转为候补 | applied → waiting | system |  |
promote | 递补 | 有空位了，重新进入审核 | waiting → applied | system |  |
start | 开始 | 认养开始 | approved → active | system |  |
remind-due | 提醒养护 | 该养护了 | active/renewal_due/renewed → stay | system |  |
remind-neglect | 提醒久未养护 | 很久没有养护记录了 | active/renewal_due/renewed → stay | system |  |
lapse | 收回 | 两次提醒后仍没有养护，绿地重新开放 | active/renewal_due/renewed → lapsed | system |  |
fall-due | 到期提醒 | 快到期了，您可以优先续期 | active/renewed → renewal_due | system |  |
remind-renewal | 续期提醒 | 已到期，优先续期的时间开始计算 | renewal_due → stay | system |  |
expire | 到期 | 到期未续，认养结束 | renewal_due → expired | system |  |
renew | 续期 | 已续期 | renewal_due → renewed | adopter | no-notice | 说明 (optional) + years
give-notice | 不再认养 | 认养人提出交还 | active/renewal_due/renewed → stay | adopter | no-notice | 原因，可以不写 (optional)
take-back-notice | 继续认养 | 认养人决定继续 | active/renewal_due/renewed → stay | adopter | notice-given | 说明 (optional)
release | 交还 | 已交还 | active/renewal_due/renewed → released | system | notice-given |
hand-over | 交接留言 | 给下一位认养人留言 | active/renewal_due/renewed/expired/released/lapsed/withdrawn → stay | adopter | not-handed-over | 植物的脾气、水在哪里接 (required) + photos
withdraw | 收回 | 管理单位收回 | approved/active/renewal_due/renewed → withdrawn | unit |  | 发生了什么，有什么依据 (required) + photos + building/change-of-use/damage/works/other
appeal | 申诉 | 认养人申诉 | withdrawn/lapsed/rejected → stay | adopter | may-appeal | 申诉理由 (required) + photos
uphold | 维持 | 申诉未通过 | withdrawn/lapsed/rejected → stay | unit | appeal-pending | 维持的理由 (required)
restore | 恢复认养 | 申诉通过，恢复认养 | withdrawn/lapsed → active | unit | appeal-pending | 说明 (optional)
reconsider | 重新审核 | 申诉通过，重新审核 | rejected → applied | unit | appeal-pending | 说明 (optional)
`;

const rowOf = (name: AdoptionMoveName): string => {
  const { label, title, hint, from, to, by, when, text, photos, reasons, years } = adoptionMoveRow(name);
  const asked = [
    text !== 'none' && `${hint} (${text})`,
    photos && 'photos',
    years && 'years',
    reasons && Object.keys(reasons).join('/'),
  ];
  const columns = [name, label, title, `${from.join('/')} → ${to}`, by.join(' '), when ?? ''];
  return [...columns, asked.filter(Boolean).join(' + ')].join(' | ').trimEnd();
};

test.each(
  TABLE.trim()
    .split('\n')
    .map((row) => [row.split(' | ')[0] as AdoptionMoveName, row]),
)('%s', (name, row) => expect(rowOf(name)).toBe(row));

test('no step is missing from the table', () =>
  expect(ADOPTION_MOVE_NAMES).toHaveLength(TABLE.trim().split('\n').length));
