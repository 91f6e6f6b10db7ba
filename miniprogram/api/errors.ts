import type { Problem, RefusalCode } from '../../shared/refusals';

/** The server refused: what happened (`message`), what to do (`detail`), and which fields are wrong. */
export class ApiError extends Error {
  readonly code: RefusalCode | string;
  readonly status: number;
  readonly detail: string;
  readonly fields: Readonly<Record<string, string>>;
  /** the whole problem document; some refusals carry more, such as the report as it is now */
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.name = 'ApiError';
    this.code = problem.code;
    this.status = problem.status;
    this.detail = problem.detail;
    this.fields = problem.fields ?? {};
    this.problem = problem;
  }
}

/** Nothing came back: no network, or the server cannot be reached. The input is not lost. */
export class OfflineError extends Error {
  constructor() {
    super('没有连上网络');
    this.name = 'OfflineError';
  }
}

/** One title and one remedy for whatever went wrong, in words for the person. */
export function wordsFor(error: unknown): { title: string; detail: string; offline: boolean } {
  if (error instanceof ApiError) return { title: error.message, detail: error.detail, offline: false };
  if (error instanceof OfflineError) {
    return { title: '没有连上网络', detail: '请检查网络后再试一次。您填写的内容还在。', offline: true };
  }
  return { title: '没有办成', detail: '手机上出了点问题，请再试一次。', offline: false };
}
