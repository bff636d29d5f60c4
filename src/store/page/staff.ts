import type { Staff, StaffPerson, StaffSession } from "../contract-page.ts";
import type { Connection } from "../sqlite/connection.ts";

export function openStaff(connection: Connection): Staff {
  const sql = prepare(connection);
  const endAll = (person: string): number => {
    sql.endLinks.run(person);
    return sql.endAll.run(person).changes;
  };
  return {
    people: (now) => sql.people.all(now),
    pin: (name) => sql.pin.get(name),
    save: (name, pin, at) =>
      connection.transaction(() => {
        endAll(name);
        sql.save.run(name, pin, at);
      }),
    remove: (name) =>
      connection.transaction(() => {
        endAll(name);
        return sql.remove.run(name).changes > 0;
      }),
    addLink: (tokenHash, person, expiresAt) => void sql.addLink.run(tokenHash, person, expiresAt),
    useLink: (tokenHash, now) =>
      connection.transaction(() => {
        const link = sql.link.get(tokenHash, now);
        sql.dropLink.run(tokenHash);
        return link?.person;
      }),
    addSession: (tokenHash, person, at, expiresAt) =>
      void sql.addSession.run(tokenHash, person, at, expiresAt),
    session: (tokenHash, now) => sql.session.get(tokenHash, now),
    endSession: (tokenHash) => void sql.endSession.run(tokenHash),
    endAll: (person) => connection.transaction(() => endAll(person)),
    sweep: (now) => {
      sql.oldSessions.run(now);
      sql.oldLinks.run(now);
    },
  };
}

function prepare(connection: Connection) {
  return {
    people: connection.prepare<[number], StaffPerson>(
      `SELECT name, created_at AS createdAt,
         (SELECT count(*) FROM desk_session WHERE person = desk_person.name AND expires_at > ?) AS sessions
       FROM desk_person ORDER BY name`,
    ),
    pin: connection.prepare<[string], { name: string; pin: string }>(
      "SELECT name, pin FROM desk_person WHERE name = ?",
    ),
    save: connection.prepare<[string, string, number]>(
      `INSERT INTO desk_person (name, pin, created_at) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET pin = excluded.pin`,
    ),
    remove: connection.prepare<[string]>("DELETE FROM desk_person WHERE name = ?"),
    addLink: connection.prepare<[string, string, number]>("INSERT INTO desk_link VALUES (?, ?, ?)"),
    link: connection.prepare<[string, number], { person: string }>(
      "SELECT person FROM desk_link WHERE token_hash = ? AND expires_at > ?",
    ),
    dropLink: connection.prepare<[string]>("DELETE FROM desk_link WHERE token_hash = ?"),
    endLinks: connection.prepare<[string]>("DELETE FROM desk_link WHERE person = ?"),
    oldLinks: connection.prepare<[number]>("DELETE FROM desk_link WHERE expires_at <= ?"),
    addSession: connection.prepare<[string, string, number, number]>(
      "INSERT INTO desk_session VALUES (?, ?, ?, ?)",
    ),
    session: connection.prepare<[string, number], StaffSession>(
      "SELECT person, expires_at AS expiresAt FROM desk_session WHERE token_hash = ? AND expires_at > ?",
    ),
    endSession: connection.prepare<[string]>("DELETE FROM desk_session WHERE token_hash = ?"),
    endAll: connection.prepare<[string]>("DELETE FROM desk_session WHERE person = ?"),
    oldSessions: connection.prepare<[number]>("DELETE FROM desk_session WHERE expires_at <= ?"),
  };
}
