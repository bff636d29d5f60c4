/**
 * The one place where anything becomes part of the page. Text is set as text; there is no way in here for markup.
 */

/** Handlers are properties, so that a patched element takes the new ones. */
const HANDLERS = ["onclick", "oninput", "onsubmit", "onkeydown", "onchange"];
const STATES = ["disabled", "checked", "hidden", "open"];

/**
 * An element. `props`: attributes; `key` tells it from its neighbours, `on…` are handlers, `value` is what a field begins
 * with. Children: elements, texts, lists of them; null, undefined and false are left out.
 */
export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element[name] = value;
    else if (name === "key") element.dataset.key = String(value);
    else if (name === "value") element.value = value;
    else if (STATES.includes(name)) element[name] = true;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...nodes(children));
  return element;
}

/** Only what is there: strings become text nodes by `append`. */
function nodes(children) {
  return children
    .flat(Infinity)
    .filter((each) => each !== undefined && each !== null && each !== false && each !== "");
}

/**
 * Makes `parent` hold `next`, keeping every element that stays: who types, reads or has something chosen is not disturbed by
 * what is told in between.
 */
export function patch(parent, next) {
  const wanted = nodes([next]).map((each) =>
    typeof each === "object" ? each : document.createTextNode(String(each)),
  );
  const keyed = new Map([...parent.children].filter(keyOf).map((each) => [keyOf(each), each]));
  wanted.forEach((want, at) => {
    const here = parent.childNodes[at];
    const key = keyOf(want);
    const found = key === undefined ? here : keyed.get(key);
    if (found && isSame(found, want)) {
      if (found !== here) parent.insertBefore(found, here ?? null);
      take(found, want);
    } else parent.insertBefore(want, here ?? null);
  });
  while (parent.childNodes.length > wanted.length) parent.lastChild.remove();
}

function keyOf(node) {
  return node.dataset?.key;
}

function isSame(a, b) {
  return a.nodeName === b.nodeName && keyOf(a) === keyOf(b);
}

function take(old, want) {
  if (old.nodeName === "#text") {
    if (old.data !== want.data) old.data = want.data;
    return;
  }
  for (const { name } of [...old.attributes]) if (!want.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of [...want.attributes])
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  for (const name of HANDLERS) old[name] = want[name];
  for (const name of STATES) if (name in old && old[name] !== want[name]) old[name] = want[name];
  // What somebody has typed or chosen is theirs.
  if (old.nodeName === "TEXTAREA" || old.nodeName === "INPUT") return;
  patch(old, [...want.childNodes]);
  if (old.nodeName === "SELECT" && document.activeElement !== old) old.value = want.value;
}
