import { type Fields, fieldsOf, isFields, textOf } from "../json.ts";
import { type GraphError, graphError } from "./envelope.ts";

/** Limits of interactive messages: reply buttons, lists, requests for a location or a phone number. */
export function checkInteractive(part: Fields): GraphError | undefined {
  const type = textOf(part, "type") ?? "";
  const body = fieldsOf(part, "body");
  const action = fieldsOf(part, "action");
  const text = body && textOf(body, "text");
  if (text === undefined) return graphError(131008, "interactive['body']['text'] is required");
  if (action === undefined) return graphError(131008, "interactive['action'] is required");
  const most = type === "list" ? 4096 : 1024;
  if (text.length > most) return invalid(`Body text length invalid. Min length: 1, Max length: ${most}`);
  for (const key of ["header", "footer"]) {
    const given = fieldsOf(part, key);
    if ((given && textOf(given, "text"))?.slice(60))
      return invalid(`${key} text length invalid. Max length: 60`);
  }
  switch (type) {
    case "button":
      return checkButtons(action);
    case "list":
      return checkList(action);
    case "location_request_message":
      return action.name === "send_location" ? undefined : invalid("action name must be send_location");
    case "request_contact_info":
      return action.name === "request_contact_info"
        ? undefined
        : invalid("action name must be request_contact_info");
    default:
      return graphError(100, "Param interactive['type'] is not supported");
  }
}

function checkButtons(action: Fields): GraphError | undefined {
  const buttons = Array.isArray(action.buttons) ? action.buttons : [];
  if (buttons.length < 1 || buttons.length > 3)
    return invalid("Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3");
  const titles = new Set<string>();
  const ids = new Set<string>();
  for (const button of buttons) {
    const reply = isFields(button) && button.type === "reply" ? fieldsOf(button, "reply") : undefined;
    if (reply === undefined) return invalid("buttons must be of type reply");
    const bad = tooLong(reply, "id", 256, "Button") ?? tooLong(reply, "title", 20, "Button");
    if (bad) return bad;
    titles.add(String(reply.title));
    ids.add(String(reply.id));
  }
  if (titles.size < buttons.length) return invalid("Duplicated title used in reply buttons");
  if (ids.size < buttons.length) return invalid("Duplicated id used in reply buttons");
  return undefined;
}

function checkList(action: Fields): GraphError | undefined {
  const sections = Array.isArray(action.sections) ? action.sections.filter(isFields) : [];
  const bad = tooLong(action, "button", 20, "List");
  if (bad) return bad;
  if (sections.length < 1 || sections.length > 10) return invalid("Invalid sections count. Max: 10");
  const ids: string[] = [];
  for (const section of sections) {
    const titled = sections.length > 1 || section.title !== undefined;
    const badTitle = titled ? tooLong(section, "title", 24, "Section") : undefined;
    if (badTitle) return badTitle;
    const rows = Array.isArray(section.rows) ? section.rows : [];
    if (rows.length === 0) return invalid("Section rows count invalid. Min: 1");
    for (const row of rows) {
      const badRow = isFields(row) ? checkRow(row) : invalid("rows must be objects");
      if (badRow) return badRow;
      ids.push(String((row as Fields).id));
    }
  }
  if (ids.length > 10) return invalid("Total row count exceed max allowed count: 10");
  return new Set(ids).size < ids.length ? invalid("Duplicated row id used in list") : undefined;
}

function checkRow(row: Fields): GraphError | undefined {
  const bad = tooLong(row, "id", 200, "Row") ?? tooLong(row, "title", 24, "Row");
  return bad ?? (row.description === undefined ? undefined : tooLong(row, "description", 72, "Row"));
}

function tooLong(fields: Fields, key: string, most: number, what: string): GraphError | undefined {
  const value = fields[key];
  if (typeof value === "string" && value.trim() !== "" && value.length <= most) return undefined;
  return invalid(`${what} ${key} length invalid. Min length: 1, Max length: ${most}`);
}

function invalid(details: string): GraphError {
  return graphError(131009, details);
}
