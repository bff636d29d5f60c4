/** What the page knows. Choices that are the screen's own outlive the log-in; nothing of a guest does. */

const CHOICES = { language: ["es", "en", "pt"], theme: ["auto", "light", "dark"] };

export function beginning(storage) {
  return {
    door: undefined,
    person: null,
    language: recall(storage, "language"),
    theme: recall(storage, "theme") ?? "auto",
    /** Asked for anew on each load: a browser lets no page sound before somebody has clicked. */
    sound: false,
    topics: {},
    place: { part: "inbox", id: undefined },
    search: "",
    drafts: {},
    busy: new Set(),
    closed: { requests: undefined, deposits: undefined },
    call: undefined,
    armed: undefined,
    failure: undefined,
    told: undefined,
    lostAt: undefined,
    entering: false,
  };
}

export function remember(storage, key, value) {
  try {
    storage?.setItem(`desk.${key}`, value);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

function recall(storage, key) {
  try {
    const value = storage?.getItem(`desk.${key}`);
    return CHOICES[key].includes(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
