import { type Problem, REFUSALS, type RefusalCode } from '../../shared/refusals';

interface Particulars {
  /** replaces the table's words where more is known */
  detail?: string;
  /** dotted field path → what is wrong */
  fields?: Record<string, string>;
  /** further members of the problem document */
  extra?: Record<string, unknown>;
}

/** Thrown by rules, commands and queries; becomes an RFC 9457 problem document. */
export class Refusal extends Error {
  override name = 'Refusal';
  constructor(
    readonly code: RefusalCode,
    readonly particulars: Particulars = {},
  ) {
    super(code);
  }

  get status(): number {
    return REFUSALS[this.code].status;
  }

  toProblem(): Problem {
    const { status, title, detail } = REFUSALS[this.code];
    const { detail: better, fields, extra } = this.particulars;
    return {
      ...extra,
      type: `/api/docs#${this.code}`,
      title,
      status,
      code: this.code,
      detail: better ?? detail,
      ...(fields && { fields }),
    };
  }
}

/** The first line of a command: `refuseUnless(policy(...), code)`. */
export function refuseUnless(condition: unknown, code: RefusalCode, particulars?: Particulars): asserts condition {
  if (!condition) throw new Refusal(code, particulars);
}
