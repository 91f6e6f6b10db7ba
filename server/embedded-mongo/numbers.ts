// Arithmetic with MongoDB's result types: int32 grows into int64, a double on either side makes a double.
import { Long } from 'bson';
import { numberOf } from './order';
import { double } from './values';

type Integer = number | Long;

const isInt32 = (value: unknown): value is number =>
  typeof value === 'number' && (value | 0) === value && !Object.is(value, -0);

/** int32 or int64, as opposed to a double. */
export const isInteger = (value: unknown): value is Integer =>
  isInt32(value) || (typeof value === 'object' && (value as Long)?._bsontype === 'Long');

const MAX_LONG = 2n ** 63n;

/** The integer in the narrowest of the two types that the operands allow; undefined when 64 bits are too few. */
function integer(value: bigint, isWide: boolean): Integer | undefined {
  const small = Number(value);
  if (!isWide && isInt32(small)) return small;
  return value >= -MAX_LONG && value < MAX_LONG ? Long.fromBigInt(value) : undefined;
}

type Operation = 'add' | 'subtract' | 'multiply';

const DOUBLES: Record<Operation, (a: number, b: number) => number> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
};
const INTEGERS: Record<Operation, (a: bigint, b: bigint) => bigint> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
};

/** Undefined when two integers leave the 64-bit range. */
export function calculate(operation: Operation, a: unknown, b: unknown): unknown {
  if (!isInteger(a) || !isInteger(b)) return double(DOUBLES[operation](Number(numberOf(a)), Number(numberOf(b))));
  if (typeof a === 'number' && typeof b === 'number') {
    const quick = DOUBLES[operation](a, b);
    if (isInt32(quick)) return quick;
  }
  const exact = INTEGERS[operation](BigInt(numberOf(a)), BigInt(numberOf(b)));
  return integer(exact, typeof a !== 'number' || typeof b !== 'number');
}

/** Sum without rounding drift: integers exactly, doubles as a pair (sum, error), the way MongoDB's `$sum` does it. */
export class Summation {
  private whole = 0n;
  private small = 0;
  private isWide = false;
  private isDouble = false;
  private sum = 0;
  private error = 0;
  private special = 0;
  count = 0;

  add(value: unknown): void {
    this.count++;
    if (isInteger(value)) {
      if (typeof value === 'number') {
        this.small += value;
        if (!Number.isSafeInteger(this.small * 2)) this.fold();
      } else {
        this.isWide = true;
        this.whole += value.toBigInt();
      }
      return;
    }
    this.isDouble = true;
    this.addDouble(Number(numberOf(value)));
  }

  private fold(): void {
    this.whole += BigInt(this.small);
    this.small = 0;
  }

  private addDouble(x: number): void {
    if (!Number.isFinite(x)) {
      this.special += x;
      return;
    }
    const total = this.sum + x;
    const part = total - this.sum;
    this.error += this.sum - (total - part) + (x - part);
    this.sum = total;
  }

  private asNumber(): number {
    this.fold();
    if (!Number.isFinite(this.special) || Number.isNaN(this.special)) return this.special;
    if (!this.isDouble) return Number(this.whole);
    const rest = new Summation();
    rest.sum = this.sum;
    rest.error = this.error;
    rest.addDouble(Number(this.whole));
    return rest.sum + rest.error;
  }

  total(): unknown {
    this.fold();
    if (this.isDouble) return double(this.asNumber());
    return integer(this.whole, this.isWide) ?? double(Number(this.whole));
  }

  average(): unknown {
    return this.count ? double(this.asNumber() / this.count) : null;
  }
}
