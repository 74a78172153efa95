'use strict';
(() => {
  const OUTCOMES = ['met', 'did not meet', 'not confirmed', 'waiting for an answer', 'not collected'];
  const LOOKS = ['met', 'not-met', 'not-confirmed', 'waiting', 'not-collected'];
  const MOST_MET = 8;
  const MOST_LISTED = 12;
  const PACE = 1400;

  const by = id => document.getElementById(id);
  const { people, rounds, signs, columns } = JSON.parse(by('data').textContent);
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
    const words = met === 0 ? ', has met nobody so far' : ', met ' + met + ' so far';
    if (past.at(-1).at !== shown) return { look: 'out', words: 'not in this round' + words };
    if (past[0].at === shown) return { look: 'joined', words: 'joined this round' + words };
    return { look: 'took m' + Math.min(met, MOST_MET), words: 'took part' + words };
  };

  /* What people are coloured by. */
  let column = null;
  const groupOf = person => Number(column.of[person]);
  const hue = group => ['others', 'not known'].includes(column.groups[group]) ? 'c7' : 'c' + group;

  const paint = () => {
    column = columns[Number(by('colour').value)] || null;
    by('groups').replaceChildren(...(column === null ? [] : column.groups.map((group, at) => {
      const item = document.createElement('li');
      const dot = shape('svg', { viewBox: '0 0 12 12', 'aria-hidden': 'true' });
      dot.append(shape('circle', { class: 'took ' + hue(at), cx: 6, cy: 6, r: 5 }));
      const count = [...column.of].filter(one => Number(one) === at).length;
      item.append(dot, group + ' (' + count + ')');
      return item;
    })));
    show(shown);
  };

  /* What is said of the person under the pointer or the finger. */
  const tip = by('tip');
  const hideTip = () => { tip.hidden = true; };
  const tell = person => {
    const group = column === null ? '' : ', ' + column.groups[groupOf(person)];
    tip.textContent = people[person] + group + ': ' + role(person).words;
    tip.hidden = false;
    const [dot, stage] = [circles[person], picture.parentNode].map(one => one.getBoundingClientRect());
    const left = Math.min(dot.left - stage.left + 14, stage.width - tip.offsetWidth);
    tip.style.left = Math.max(0, left) + 'px';
    tip.style.top = dot.bottom - stage.top + 6 + 'px';
  };

  /* The person nearest to a place on the screen, unless nobody is near. */
  const nearest = (x, y, reach) => {
    let found = null;
    circles.forEach((circle, person) => {
      const { left, top, width, height } = circle.getBoundingClientRect();
      const away = Math.hypot(left + width / 2 - x, top + height / 2 - y) - width / 2;
      if (width !== 0 && reach > away) [found, reach] = [person, away];
    });
    return found;
  };

  /* Which part of the picture is to be seen. */
  const whole = picture.getAttribute('viewBox').split(' ').map(Number);
  let view = whole;
  const look = ([x, y, width, height]) => {
    const wide = Math.min(Math.max(width, 120), whole[2]);
    const high = wide * whole[3] / whole[2];
    const within = (value, most) => Math.min(Math.max(value, 0), most);
    view = [
      within(x + (width - wide) / 2, whole[2] - wide),
      within(y + (height - high) / 2, whole[3] - high), wide, high,
    ];
    picture.setAttribute('viewBox', view.map(value => value.toFixed(1)).join(' '));
    picture.classList.toggle('zoomed', whole[2] > wide);
    hideTip();
  };
  const zoom = factor => {
    const [x, y, width, height] = view;
    const middle = [x + width / 2, y + height / 2];
    if (factor === 0) look(whole);
    else look([middle[0] - width * factor / 2, middle[1] - height * factor / 2, width * factor, height * factor]);
  };
  const pan = (right, down) => look([view[0] + right * view[2], view[1] + down * view[3], view[2], view[3]]);

  const show = at => {
    shown = at;
    layers.forEach((layer, i) => {
      layer.setAttribute('class', i === at ? 'now' : i > at ? 'later' : 'earlier');
    });
    circles.forEach((circle, person) => {
      const colour = column === null ? '' : ' ' + hue(groupOf(person));
      circle.setAttribute('class', role(person).look + colour);
    });
    hideTip();
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

  /* Somebody with their partners alone, and what is between these. */
  const around = person => {
    const partners = new Set(talks[person].filter(({ at }) => shown >= at).map(({ other }) => other));
    for (const partner of partners) {
      for (const { at, outcome, other, course } of talks[partner]) {
        if (shown >= at && partners.has(other) && other > partner) {
          by('marked').append(shape('path', { class: LOOKS[outcome], d: course }));
        }
      }
    }
    const all = [person, ...partners].map(one =>
      ['cx', 'cy'].map(key => Number(circles[one].getAttribute(key))));
    const [left, top] = [0, 1].map(axis => Math.min(...all.map(place => place[axis])) - 40);
    const [right, bottom] = [0, 1].map(axis => Math.max(...all.map(place => place[axis])) + 40);
    const wide = Math.max(right - left, (bottom - top) * whole[2] / whole[3]);
    look([(left + right - wide) / 2, top, wide, bottom - top]);
  };

  /* Who has met nobody up to the round that is shown. */
  const solitary = () => people.map((_, person) => person).filter(person =>
    talks[person].some(({ at }) => shown >= at)
      && !talks[person].some(({ at, outcome }) => shown >= at && outcome === 0));

  /* Highlights whom the field names, and says with whom they were. */
  const search = () => {
    const alone = by('alone').checked && find.value.trim() === '';
    const found = alone ? solitary() : matches();
    by('around').hidden = found.length !== 1;
    const ego = found.length === 1 && by('ego').checked;
    if (picture.classList.contains('ego') && !ego) look(whole);
    picture.classList.toggle('ego', ego);
    by('marked').replaceChildren();
    circles.forEach(circle => circle.classList.remove('found', 'near'));
    picture.classList.toggle('searching', found.length > 0);
    for (const person of found) {
      circles[person].classList.add('found');
      if (MOST_LISTED >= found.length) mark(person);
      if (alone && found.length > MOST_LISTED) {
        const [cx, cy] = ['cx', 'cy'].map(key => circles[person].getAttribute(key));
        by('marked').prepend(shape('circle', { cx, cy, r: 14 }));
      }
    }
    if (ego) around(found[0]);
    if (alone && found.length !== 1) {
      say(found.length === 0 ? 'Everybody has met somebody.' :
        found.length + ' people have met nobody so far:', found.map(person => people[person]));
    } else if (find.value.trim() === '') by('found').replaceChildren();
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
  by('ego').addEventListener('change', search);
  by('alone').addEventListener('change', search);
  by('colour').addEventListener('change', paint);

  /* A pointer points at people, drags a part of the picture along, and two fingers zoom. */
  const fingers = new Map();
  let dragged = false;
  const spread = () => {
    const [one, other] = [...fingers.values()];
    return Math.hypot(one.x - other.x, one.y - other.y);
  };
  picture.addEventListener('pointerdown', event => {
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    dragged = false;
  });
  picture.addEventListener('pointermove', event => {
    const before = fingers.get(event.pointerId);
    if (before === undefined) {
      const person = event.pointerType === 'mouse' ? nearest(event.clientX, event.clientY, 6) : null;
      return person === null ? hideTip() : tell(person);
    }
    const apart = fingers.size === 2 ? spread() : 0;
    const { width, height } = picture.getBoundingClientRect();
    const [right, down] = [before.x - event.clientX, before.y - event.clientY];
    if (!dragged && 4 > Math.hypot(right, down)) return;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    dragged = true;
    if (fingers.size === 2) zoom(apart / Math.max(spread(), 1));
    else if (picture.classList.contains('zoomed')) pan(right / width, down / height);
  });
  for (const end of ['pointerup', 'pointercancel', 'pointerleave']) {
    picture.addEventListener(end, event => fingers.delete(event.pointerId));
  }
  picture.addEventListener('pointerleave', hideTip);
  picture.addEventListener('wheel', event => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.25 : 0.8);
  }, { passive: false });
  picture.addEventListener('click', event => {
    const person = dragged ? null : nearest(event.clientX, event.clientY, 22);
    if (person === null) return hideTip();
    find.value = people[person];
    search();
    tell(person);
  });
  picture.addEventListener('keydown', event => {
    const moves = { ArrowLeft: [-0.2, 0], ArrowRight: [0.2, 0], ArrowUp: [0, -0.2], ArrowDown: [0, 0.2] };
    const zooms = { '+': 0.7, '-': 1.4, 0: 0 };
    if (moves[event.key] && picture.classList.contains('zoomed')) pan(...moves[event.key]);
    else if (event.key in zooms) zoom(zooms[event.key]);
    else return;
    event.preventDefault();
  });
  for (const button of document.querySelectorAll('[data-zoom]')) {
    button.addEventListener('click', () => zoom(Number(button.dataset.zoom)));
  }
  ['nothing', ...columns.map(({ name }) => name)].forEach((name, at) => {
    const option = by('colour').appendChild(document.createElement('option'));
    option.value = at - 1;
    option.textContent = name;
  });
  by('colours').hidden = columns.length === 0;
  by('zoom').hidden = false;
  picture.setAttribute('tabindex', '0');
  thumbs.forEach((thumb, at) => thumb.addEventListener('click', () => { stop(); show(at); }));
  for (const name of [...people].sort((a, b) => a.localeCompare(b))) {
    by('names').appendChild(document.createElement('option')).value = name;
  }
  by('controls').hidden = false;
  show(shown);
})();
