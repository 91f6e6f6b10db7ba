// Patterns are written for PCRE (MongoDB's engine) and run by JavaScript's; the few constructs in which
// the two silently differ are rewritten, and what JavaScript does not know is refused with MongoDB's code.
import type { BSONRegExp } from 'bson';
import { fail } from './errors';

const SPACE = ' \\t\\n\\v\\f\\r';
const ESCAPES: Record<string, string> = {
  A: '(?<![\\s\\S])',
  z: '(?![\\s\\S])',
  Z: '(?=\\n?(?![\\s\\S]))',
  h: '[ \\t]',
};

function translate(pattern: string, isMultiline: boolean, isDotAll: boolean): string {
  let out = '';
  let inClass = false;
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i]!;
    if (char === '\\') {
      const next = pattern[++i] ?? '';
      if (next === 's') out += inClass ? SPACE : `[${SPACE}]`;
      else if (next === 'S' && !inClass) out += `[^${SPACE}]`;
      else if (!inClass && ESCAPES[next]) out += ESCAPES[next];
      else out += `\\${next}`;
    } else if (inClass) {
      out += char;
      if (char === ']') inClass = false;
    } else if (char === '[') {
      inClass = true;
      out += char;
    } else if (char === '.') out += isDotAll ? '[\\s\\S]' : '[^\\n]';
    else if (char === '$') out += isMultiline ? '(?=\\n|(?![\\s\\S]))' : ESCAPES.Z;
    else if (char === '^') out += isMultiline ? '(?<=\\n|(?<![\\s\\S]))' : '^';
    else out += char;
  }
  return out;
}

/** @throws CommandError 51091 for a pattern JavaScript cannot run, 51108 for an option other than i, m, s, u */
export function compileRegex(pattern: string, options: string): (text: string) => boolean {
  for (const option of options) if (!'imsu'.includes(option)) fail(51108, `invalid flag in regex options: ${option}`);
  const source = translate(pattern, options.includes('m'), options.includes('s'));
  const flags = options.includes('i') ? 'i' : '';
  let regex: RegExp;
  try {
    regex = new RegExp(source, `${flags}u`);
  } catch {
    // PCRE allows escapes that the unicode mode of JavaScript forbids, e.g. `\-`
    try {
      regex = new RegExp(source, flags);
    } catch (error) {
      return fail(51091, `Regular expression is invalid: ${error instanceof Error ? error.message : pattern}`);
    }
  }
  return (text) => regex.test(text);
}

export const regexTest = (value: BSONRegExp): ((text: string) => boolean) => compileRegex(value.pattern, value.options);

/** The literal text every match begins with, for an index range; empty when there is none. */
export function literalPrefix(pattern: string, options: string): string {
  if (options || pattern[0] !== '^' || pattern.includes('|')) return '';
  let prefix = '';
  for (let i = 1; i < pattern.length; i++) {
    let char = pattern[i]!;
    if (char === '\\' && /[^\w\s]/.test(pattern[i + 1] ?? '')) char = pattern[++i]!;
    else if (/[\\^$.|?*+()[\]{}]/.test(char)) break;
    const next = pattern[i + 1] ?? '';
    if ('*?{'.includes(next) && next !== '') break;
    prefix += char;
  }
  return prefix;
}
