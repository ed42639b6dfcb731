// The pool's arithmetic on day totals: what each tranche pays, loses and has left, exactly, in millionths.
//
// It says of a day's use what the engine says of a demand series (scenarios/README.md, "A series"): at the start of a day
// tranches expire, then arrive and pay what is owed; then the day's use is drawn in the pool's order. What cannot be
// paid is refused, or with overdrafts owed. A test holds both equal.

export type DrawOrder = 'soonest_expiry' | 'oldest' | 'newest';

export interface Lot {
  team: number;
  bought: number; // day of the horizon; less than 0: it is there from the beginning
  expires: number; // gone at the beginning of this day
  tokens: bigint; // as bought: smaller purchases are drawn first
  brings: bigint; // what is there when it arrives
  rank: number; // lower ranks first, whatever the order
}

export interface Pool {
  days: number;
  order: DrawOrder;
  overdraft: boolean;
  lots: Lot[];
  demand: bigint[][]; // by team, by day
}

export interface Settled {
  consumed: bigint[]; // by lot
  expired: bigint[];
  left: bigint[];
  refused: bigint[]; // by day, all teams
  owed: bigint[]; // by team, in the end
  balance: bigint[]; // by day, at its end, less what is owed
}

// As engine/pool has it: by rank; then what the order says; ties go by size, purchase and place in the list.
function drawOrder(pool: Pool): number[] {
  const less = (a: number, b: number): number => {
    const [x, y] = [pool.lots[a], pool.lots[b]];
    if (!x || !y) {
      return 0;
    }
    const bySize = x.tokens < y.tokens ? -1 : x.tokens > y.tokens ? 1 : 0;
    const keys =
      pool.order === 'soonest_expiry'
        ? [x.rank - y.rank, x.expires - y.expires, bySize, x.bought - y.bought]
        : pool.order === 'oldest'
          ? [x.rank - y.rank, x.bought - y.bought]
          : [x.rank - y.rank, y.bought - x.bought];
    return keys.find((key) => key !== 0) ?? a - b;
  };
  return pool.lots.map((_, i) => i).sort(less);
}

export function settle(pool: Pool): Settled {
  const order = drawOrder(pool);
  const none = (count: number) => new Array<bigint>(count).fill(0n);
  const count = pool.lots.length;
  const result: Settled = {
    consumed: none(count),
    expired: none(count),
    left: none(count),
    refused: none(pool.days),
    owed: none(pool.demand.length),
    balance: none(pool.days),
  };
  const {consumed, expired, left, owed} = result;

  // Pays from the team's tranches, first to draw first; returns what they lacked.
  const draw = (team: number, tokens: bigint): bigint => {
    let rest = tokens;
    for (const i of order) {
      const has = left[i] ?? 0n;
      if (rest > 0n && has > 0n && pool.lots[i]?.team === team) {
        const pays = has < rest ? has : rest;
        left[i] = has - pays;
        consumed[i] = (consumed[i] ?? 0n) + pays;
        rest -= pays;
      }
    }
    return rest;
  };
  const arrive = (i: number, lot: Lot): void => {
    left[i] = lot.brings;
    owed[lot.team] = draw(lot.team, owed[lot.team] ?? 0n);
  };

  for (let day = 0; day < pool.days; day++) {
    pool.lots.forEach((lot, i) => {
      if (lot.expires === day && lot.bought < day) {
        expired[i] = left[i] ?? 0n;
        left[i] = 0n;
      }
    });
    pool.lots.forEach((lot, i) => {
      if (lot.bought === day || (day === 0 && lot.bought < 0 && lot.expires > 0)) {
        arrive(i, lot);
      }
    });
    pool.demand.forEach((demand, team) => {
      const lacking = draw(team, demand[day] ?? 0n);
      if (pool.overdraft) {
        owed[team] = (owed[team] ?? 0n) + lacking;
      } else {
        result.refused[day] = (result.refused[day] ?? 0n) + lacking;
      }
    });
    const sum = (amounts: bigint[]) => amounts.reduce((all, each) => all + each, 0n);
    result.balance[day] = sum(left) - sum(owed);
  }
  return result;
}
