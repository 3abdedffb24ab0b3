/**
 * What the file runs when it is opened, without a server and without anything from outside: it asks for the passphrase, opens what is sealed, and
 * draws it as text. Written for the browsers that the screens are written for.
 */
export const openingScript = String.raw`
const part = (id) => document.getElementById(id);
const facts = JSON.parse(part('facts').textContent);
const bytes = (text) => Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0));
const age = () => {
  const minutes = Math.max(0, Math.round((Date.now() - Date.parse(facts.made_at)) / 60000));
  part('age').textContent = minutes < 120 ? minutes + ' minutes old' : Math.round(minutes / 60) + ' hours old';
  part('age').dataset.old = String(minutes > 2 * facts.every_minutes);
};
age();
setInterval(age, 30000);

part('open').addEventListener('submit', async (event) => {
  event.preventDefault();
  const said = part('said');
  said.textContent = 'Opening…';
  try {
    const given = new TextEncoder().encode(part('passphrase').value.normalize('NFC'));
    const base = await crypto.subtle.importKey('raw', given, 'PBKDF2', false, ['deriveKey']);
    const key = await crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt: bytes(facts.salt), iterations: facts.iterations }, base, { name: 'AES-GCM', length: 256 }, false, ['decrypt']);
    const packed = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes(facts.iv), additionalData: new TextEncoder().encode(facts.made_at) }, key, bytes(part('sealed').textContent));
    const text = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
    said.textContent = '';
    draw(JSON.parse(text));
  } catch {
    said.textContent = 'It does not open: this is not the passphrase, or the file is damaged.';
    part('passphrase').select();
  }
});

const make = (name, of = {}, ...inside) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(of)) if (value !== null) element.setAttribute(key, value);
  element.append(...inside.filter((each) => each !== null && each !== ''));
  return element;
};
const lines = (title, all, kind) => all.length === 0 ? null : make('div', { class: kind }, make('strong', {}, title), make('ul', {}, ...all.map((each) => make('li', { dir: 'auto' }, each))));

const patient = (it) => make('article', { 'data-found': [it.name, it.number, it.visit_number, it.place].join(' ').toLowerCase() },
  make('h3', {}, make('bdi', {}, it.name), ' ', make('span', { class: 'number' }, it.number)),
  make('p', {}, [it.born === null ? 'born: not recorded' : 'born ' + it.born, it.sex, 'visit ' + it.visit_number, it.class + ' since ' + it.since].join(' · ')),
  it.attender === null ? null : make('p', {}, 'With ', make('bdi', {}, it.attender)),
  it.reason === null ? null : make('p', { dir: 'auto' }, it.reason),
  it.emergency === null ? null : make('p', { class: 'acuity' }, [it.emergency.level ?? 'not triaged', it.emergency.due === null ? null : 'to be seen by ' + it.emergency.due, it.emergency.next_step].filter(Boolean).join(' · ')),
  lines('Warnings', it.warnings, 'warning'),
  it.allergies.length === 0 ? make('p', { class: 'quiet' }, 'No allergy is recorded: ask.') : lines('Allergies', it.allergies, 'warning'),
  lines('Current medicines', it.medicines, ''),
  lines('Open orders', it.orders, ''),
  it.hidden ? make('p', { class: 'quiet' }, 'Something restricted is not shown here: ask whoever treats.') : null);

const section = (title, rows) => make('section', {}, make('h2', {}, title + ' (' + rows.length + ')'), ...rows);

function draw(content) {
  part('open').hidden = true;
  const places = Map.groupBy(content.patients.filter((each) => each.emergency === null), (each) => each.place);
  const find = make('input', { type: 'search', 'aria-label': 'Find by name, number or place', placeholder: 'Name, number or place' });
  const appointments = make('table', {}, make('thead', {}, make('tr', {}, ...['At', 'Patient', 'Number', 'Kind', 'With', 'State'].map((each) => make('th', { scope: 'col' }, each)))),
    make('tbody', {}, ...content.appointments.map((it) => make('tr', { 'data-found': [it.name, it.number, it.with].join(' ').toLowerCase() }, ...[it.at, it.name, it.number, it.kind, it.with, it.status].map((each) => make('td', { dir: 'auto' }, each))))));
  part('content').replaceChildren(
    make('div', { class: 'bar' }, find),
    section('Emergency', content.patients.filter((each) => each.emergency !== null).map(patient)),
    ...[...places].map(([place, all]) => section(place, all.map(patient))),
    make('section', {}, make('h2', {}, 'Appointments today (' + content.appointments.length + ')'), appointments));
  find.addEventListener('input', () => {
    const asked = find.value.trim().toLowerCase();
    for (const each of document.querySelectorAll('[data-found]')) each.hidden = !each.dataset.found.includes(asked);
  });
  find.focus();
}
`;
