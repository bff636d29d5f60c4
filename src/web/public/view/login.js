import { h } from "../dom.js";
import { failureText } from "../words.js";

/** The door: a name and a PIN. */
export function login({ state, words, acts }) {
  const { door, entering, failure } = state;
  const said = failure && failureText(failure, words);
  return h(
    "main",
    { class: "door", id: "content" },
    h(
      "form",
      {
        class: "card",
        onsubmit: (event) => {
          event.preventDefault();
          const { name, pin } = event.currentTarget.elements;
          acts.enter({ name: name.value, pin: pin.value });
        },
      },
      h("h1", {}, door?.hotel.name ?? "hotelbot"),
      h("p", { class: "lead" }, words.login.lead),
      said && h("div", { class: "notice bad", role: "alert" }, h("strong", {}, said.message), " ", said.cure),
      h(
        "label",
        {},
        words.login.name,
        h("input", {
          key: "name",
          name: "name",
          autocomplete: "username",
          required: true,
          maxlength: 64,
          autofocus: true,
        }),
      ),
      h(
        "label",
        {},
        words.login.pin,
        h("input", {
          key: "pin",
          name: "pin",
          type: "password",
          inputmode: "numeric",
          autocomplete: "current-password",
          required: true,
          maxlength: 64,
        }),
      ),
      h(
        "button",
        { type: "submit", class: "button primary", disabled: entering },
        entering ? words.login.entering : words.login.enter,
      ),
      h("p", { class: "hint" }, words.login.help),
    ),
  );
}
