// One starter among several: node migrating-process.ts <address as JSON> <folder URL>
import { type DatabaseAddress, openDatabase } from '../../../src/platform/db/database.ts';

const [, , address = '', folder = ''] = process.argv;
const parsed: DatabaseAddress = JSON.parse(address);
const database = openDatabase(parsed, { migrations: new URL(folder) });
await database.migrate();
await database.close();
