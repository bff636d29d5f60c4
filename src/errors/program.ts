import { entry } from "./entry.ts";

/** What any command can meet, and what the daemon answers. */
export const PROGRAM_ERRORS = {
  INTERNAL: entry(
    1,
    500,
    "Something went wrong inside hotelbot: {what}.",
    "Run again with DEBUG=hotelbot and report the text.",
  ),
  USAGE: entry(3, 400, "{what}.", "Run the command with --help to see how it is used."),
  DAEMON_NOT_RUNNING: entry(
    10,
    503,
    "hotelbot is not running (nobody answers at {path}).",
    "Start it with: hotelbot daemon run, or try it all with: npm start.",
  ),
  DAEMON_REFUSED: entry(
    1,
    502,
    "The daemon answered something else than expected: {what}.",
    "Update so that both sides are of one version.",
  ),
  DAEMON_OTHER_VERSION: entry(
    2,
    426,
    "The daemon speaks control version {theirs}, this command {ours}.",
    "Restart the daemon after an update so that both are of one version.",
  ),
  DAEMON_STOPPING: entry(75, 503, "The daemon is stopping.", "Try again in a moment."),
  DOORS_SHUT: entry(
    75,
    503,
    "hotelbot is being updated and takes no messages yet.",
    "Try again in a minute.",
  ),
  SOCKET_DENIED: entry(
    2,
    403,
    "You may not talk to hotelbot at {path}.",
    "Ask the administrator to add you to the group that owns the socket.",
  ),
  NOT_FOUND: entry(1, 404, "There is no {what}.", "List what there is first."),
  ALREADY_SETTLED: entry(
    1,
    409,
    "There is nothing to decide: {what} is {state}.",
    "Look at it again: somebody may have been faster.",
  ),
  GUEST_HAS_STAY: entry(
    1,
    409,
    "The guest has booking {code}, and its stay is not over.",
    "Erase after the departure, or cancel the booking first.",
  ),
  REQUEST_INVALID: entry(3, 400, "The request is not understood: {what}.", "See docs/json.md for its form."),
  CHAT_TIMEOUT: entry(
    75,
    504,
    "No answer within {seconds} s.",
    "See hotelbot status: the answer will still come and is kept.",
  ),
} as const;
