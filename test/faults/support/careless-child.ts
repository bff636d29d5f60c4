import { writeSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";

// What the store would be with the driver's default: WAL at synchronous NORMAL, acknowledged all the same.
const [folder = ""] = process.argv.slice(2);
const database = new Database(join(folder, "careless.db"));
database.pragma("journal_mode = WAL");
database.pragma("synchronous = NORMAL");
database.exec("CREATE TABLE IF NOT EXISTS kept (id TEXT PRIMARY KEY)");
const insert = database.prepare("INSERT INTO kept VALUES (?)");
for (let number = 0; ; number += 1) {
  insert.run(`in ${number}`);
  writeSync(1, `in ${number}\n`);
}
