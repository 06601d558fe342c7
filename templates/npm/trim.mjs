// Drops the rules no template can reach: trim.mjs <in.css> <out.css> <template>…
// A rule stays when every class of one of its selectors occurs as a word in some template; print sizes of classes
// and forced-colours rules follow the same test. The input is Sass's compressed output: no comments, one level of @media.
import { readFileSync, writeFileSync } from "node:fs";

const [, , source, target, ...templates] = process.argv;
const words = new Set(templates.flatMap((path) => readFileSync(path, "utf8").match(/[A-Za-z][\w-]*/g) ?? []));

const reachable = (selector) =>
  (selector.replace(/:not\([^)]*\)/g, "").match(/\.[A-Za-z][\w-]*/g) ?? []).every((name) => words.has(name.slice(1)));

// Index of the brace that closes the one at `open`.
function closing(css, open) {
  for (let depth = 0, at = open; at < css.length; ++at) {
    if (css[at] === "{") ++depth;
    if (css[at] === "}" && --depth === 0) return at;
  }
  throw new Error(`unbalanced braces after ${css.slice(open - 40, open)}`);
}

function trim(css) {
  let out = "";
  for (let at = 0; at < css.length; ) {
    const open = css.indexOf("{", at);
    if (open < 0) return out;
    const close = closing(css, open);
    const head = css.slice(at, open);
    const body = css.slice(open + 1, close);
    at = close + 1;
    if (head.startsWith("@media") || head.startsWith("@supports")) {
      const kept = trim(body);
      if (kept && !head.includes("-ms-high-contrast: none")) out += `${head}{${kept}}`;
    } else if (head.startsWith("@")) {
      out += `${head}{${body}}`;
    } else {
      const kept = head.split(/,(?![^(]*\))/).filter(reachable);
      if (kept.length) out += `${kept.join(",")}{${body}}`;
    }
  }
  return out;
}

const css = readFileSync(source, "utf8").replace(/^\uFEFF|@charset "[^"]*";/g, "").trim();
// Every browser we serve knows custom properties: their fall-back values are dead weight.
writeFileSync(target, trim(css).replace(/var\((--_?govuk-[a-z-]+), ?#[0-9a-f]{3,8}\)/g, "var($1)"));
