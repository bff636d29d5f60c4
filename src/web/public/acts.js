import { WORDS } from "./words.js";

/** What people do on the page: each asks the daemon once, shows what became of it, and never twice at a time. */
export function createActs({ state, set, request, leaveFor, enter, sounds, root, remember, go }) {
  const words = () => WORDS[state.language];

  async function doing(key, work, told) {
    if (state.busy.has(key)) return undefined;
    set({ busy: new Set([...state.busy, key]), failure: undefined, told: undefined });
    try {
      const answer = await work();
      set({ told: told(answer) });
      return answer;
    } catch (failure) {
      if (failure.code === "DESK_LOGIN_NEEDED") leaveFor(failure);
      else set({ failure });
      return undefined;
    } finally {
      const left = new Set(state.busy);
      left.delete(key);
      set({ busy: left });
    }
  }

  const post = (path, body) => request(path, { method: "POST", body });
  const toldGuest = ({ guest }) => (guest.told ? words().told.yes : words().told.no(guest.why ?? ""));

  async function desk(id, order) {
    const view = await doing(
      `desk-${id}`,
      () => post(`/api/conversations/${id}`, order),
      () => words().did,
    );
    // The line tells it as well; whoever clicked does not wait for that.
    if (view && state.place.id === id) set({ topics: { ...state.topics, conversation: view } });
    return view;
  }

  async function settled(which, key, path, order) {
    const answer = await doing(key, () => post(path, order), toldGuest);
    if (answer && state.closed[which]) await showClosed(which, true);
  }

  async function showClosed(which, shown) {
    if (!shown) return set({ closed: { ...state.closed, [which]: undefined } });
    await doing(
      `closed-${which}`,
      async () => set({ closed: { ...state.closed, [which]: await request(`/api/${which}?all=true`) } }),
      () => undefined,
    );
  }

  return {
    enter,
    desk,
    async write(id, act, key) {
      const text = (state.drafts[key] ?? "").trim();
      if (text === "") return;
      const view = await desk(id, { act, text });
      if (!view) return;
      delete state.drafts[key];
      const field = root.querySelector(`[data-key="${key}"]`);
      if (field && field.value.trim() === text) field.value = "";
    },
    /** The words go into the field, for a person to send: nobody knows whether the guest has them. */
    writeAgain(id, text) {
      state.drafts[`reply-${id}`] = text;
      go(`#inbox/${id}`);
    },
    request: (id, order) => settled("requests", `request-${id}`, `/api/requests/${id}`, order),
    deposit: (id, order) => settled("deposits", `deposit-${id}`, `/api/deposits/${id}`, order),
    held: (order, key) =>
      doing(
        key,
        () => post("/api/held", order),
        () => words().did,
      ),
    booking: (code, act) =>
      doing(
        `booking-${code}`,
        () => post(`/api/bookings/${encodeURIComponent(code)}`, { act }),
        () => words().did,
      ),
    showClosed,
    async readCall(id) {
      const view = await doing(
        `call-${id}`,
        () => request(`/api/calls/${encodeURIComponent(id)}`),
        () => undefined,
      );
      if (view && state.place.id === id) set({ call: view });
    },
    async leave() {
      await request("/api/session", { method: "DELETE" }).catch(() => undefined);
      leaveFor(undefined);
    },
    toggleSound() {
      const sound = !state.sound && sounds.start();
      if (sound) sounds.play("waiting");
      set({ sound });
    },
    setTheme(theme) {
      remember("theme", theme);
      set({ theme });
    },
    setLanguage(language) {
      remember("language", language);
      set({ language });
    },
  };
}
