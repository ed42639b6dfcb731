// The rival end to end: DuckDB aggregates the same log by user and product, on two threads. It does less than a replay: no
// windows, no pools, no results but sums.
//
//   npm install @duckdb/node-api      (in a folder outside this repository)
//   node aggregate.mjs log.csv        (from a copy of this file in that folder)
import { DuckDBInstance } from '@duckdb/node-api';

const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await instance.connect();
const begin = process.hrtime.bigint();
const reader = await connection.runAndReadAll(`
  SELECT user, product, count(*) AS sessions, sum(epoch(close) - epoch(open)) AS seconds
  FROM read_csv('${process.argv[2]}') GROUP BY user, product ORDER BY user, product`);
const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
console.log(`${reader.currentRowCount} groups in ${seconds.toFixed(3)} s`);
