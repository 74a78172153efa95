'use strict';
(() => {
  const OUTCOMES = ['met', 'did not meet', 'not confirmed', 'waiting for an answer', 'not collected'];
  const LOOKS = ['met', 'not-met', 'not-confirmed', 'waiting', 'not-collected'];
  const MOST_MET = 8;
  const MOST_LISTED = 12;
  const PACE = 1400;

  const by = id => document.getElementById(id);
  const { people, rounds, signs } = JSON.parse(by('data').textContent);
  const picture = by('picture');
  const circles = [...by('people').children];
  const layers = rounds.map((_, at) => by('lines-' + at).parentNode);
  const thumbs = [...document.querySelectorAll('[data-round]')];
  const slider = by('round');
  const play = by('play');
  const find = by('find');
  let shown = rounds.length - 1;
  let timer = null;

  /* The courses of a round's lines by outcome, in the order of the lines. */
  const courses = at => LOOKS.map(look => {
    const path = by('lines-' + at).querySelector('.' + look);
    return path === null ? [] : path.getAttribute('d').split('M').slice(1);
  });

  /* Everybody's rounds: with whom, what became of it, and the line in the picture. */
  const talks = people.map(() => []);
  rounds.forEach((round, at) => {
    const left = courses(at);
    const number = (from, length) => parseInt(round.lines.slice(from, from + length), 36);
    for (let i = 0; i !== round.lines.length; i += 2 * signs + 1) {
      const [a, b, kind] = [number(i, signs), number(i + signs, signs), number(i + 2 * signs, 1)];
      const outcome = kind % LOOKS.length;
      const talk = { at, outcome, trio: kind >= LOOKS.length, course: 'M' + left[outcome].shift() };
      talks[a].push({ ...talk, other: b });
      talks[b].push({ ...talk, other: a });
    }
  });

  const shape = (name, attributes) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  /* What a person was to the round that is shown, as class and as words. */
  const role = person => {
    const past = talks[person].filter(talk => shown >= talk.at);
    if (past.length === 0) return { look: 'later', words: '' };
    const halves = past.filter(talk => talk.outcome === 0)
      .reduce((sum, talk) => sum + (talk.trio ? 1 : 2), 0);
    const met = Math.floor(halves / 2);
    const words = ', met ' + met + ' so far';
    if (past.at(-1).at !== shown) return { look: 'out', words: 'not in this round' + words };
    if (past[0].at === shown) return { look: 'joined', words: 'joined this round' + words };
    return { look: 'took m' + Math.min(met, MOST_MET), words: 'took part' + words };
  };

  const show = at => {
    shown = at;
    layers.forEach((layer, i) => {
      layer.setAttribute('class', i === at ? 'now' : i > at ? 'later' : 'earlier');
    });
    circles.forEach((circle, person) => {
      const { look, words } = role(person);
      circle.setAttribute('class', look);
      const title = circle.firstChild || circle.appendChild(shape('title', {}));
      title.textContent = people[person] + ': ' + words;
    });
    by('round-words').textContent = rounds[at].words;
    slider.value = at;
    slider.setAttribute('aria-valuetext', 'Round ' + rounds[at].number);
    thumbs.forEach((thumb, i) => {
      if (i === at) thumb.setAttribute('aria-current', 'true');
      else thumb.removeAttribute('aria-current');
    });
    search();
  };

  const stop = () => {
    clearInterval(timer);
    timer = null;
    play.textContent = 'Play';
  };

  const step = () => {
    show(shown + 1);
    if (shown === rounds.length - 1) stop();
  };

  /* Names without case and accents, as people type them. */
  const plain = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
  const plainNames = people.map(plain);

  const matches = () => {
    const wanted = plain(find.value);
    if (wanted === '') return [];
    const all = people.map((_, person) => person);
    const exact = all.filter(person => plainNames[person] === wanted);
    return exact.length ? exact : all.filter(person => plainNames[person].includes(wanted));
  };

  const list = items => {
    const element = document.createElement('ul');
    for (const item of items) {
      element.appendChild(document.createElement('li')).textContent = item;
    }
    return element;
  };

  const say = (words, items) => {
    const paragraph = document.createElement('p');
    paragraph.textContent = words;
    by('found').replaceChildren(paragraph, ...(items.length ? [list(items)] : []));
  };

  const mark = person => {
    const [cx, cy] = ['cx', 'cy'].map(key => circles[person].getAttribute(key));
    by('marked').prepend(shape('circle', { cx, cy, r: 17 }));
    for (const { at, outcome, other, course } of talks[person]) {
      if (at > shown) continue;
      circles[other].classList.add('near');
      by('marked').append(shape('path', { class: LOOKS[outcome], d: course }));
    }
  };

  /* Highlights whom the field names, and says with whom they were. */
  const search = () => {
    const found = matches();
    by('marked').replaceChildren();
    circles.forEach(circle => circle.classList.remove('found', 'near'));
    picture.classList.toggle('searching', found.length > 0);
    for (const person of found) {
      circles[person].classList.add('found');
      if (MOST_LISTED >= found.length) mark(person);
    }
    if (find.value.trim() === '') by('found').replaceChildren();
    else if (found.length === 0) say('Nobody of that name.', []);
    else if (found.length === 1) {
      const [person] = found;
      say(people[person] + ':', talks[person].map(({ at, other, outcome }) =>
        'Round ' + rounds[at].number + ': ' + people[other] + ', ' + OUTCOMES[outcome]));
    } else {
      const more = found.length > MOST_LISTED ? ['…'] : [];
      const first = found.slice(0, MOST_LISTED).map(person => people[person]);
      say(found.length + ' people have this in their names:', [...first, ...more]);
    }
  };

  slider.addEventListener('input', () => { stop(); show(Number(slider.value)); });
  play.addEventListener('click', () => {
    if (timer !== null) return stop();
    show(shown === rounds.length - 1 ? 0 : shown + 1);
    if (shown === rounds.length - 1) return;
    play.textContent = 'Stop';
    timer = setInterval(step, PACE);
  });
  by('earlier').addEventListener('change', event => {
    picture.classList.toggle('no-earlier', !event.target.checked);
  });
  by('only-red').addEventListener('change', event => {
    picture.classList.toggle('only-red', event.target.checked);
  });
  find.addEventListener('input', search);
  circles.forEach((circle, person) => circle.addEventListener('click', () => {
    find.value = people[person];
    search();
  }));
  thumbs.forEach((thumb, at) => thumb.addEventListener('click', () => { stop(); show(at); }));
  for (const name of [...people].sort((a, b) => a.localeCompare(b))) {
    by('names').appendChild(document.createElement('option')).value = name;
  }
  by('controls').hidden = false;
  show(shown);
})();
