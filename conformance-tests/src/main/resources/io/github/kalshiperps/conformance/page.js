
(function () {
  'use strict';
  var form = document.getElementById('filters');
  if (!form) {
    return;
  }
  var names = ['q', 'kind', 'name', 'state'];
  var fields = {};
  names.forEach(function (name) {
    fields[name] = document.getElementById('filter-' + name);
  });
  var shown = document.getElementById('shown');
  var kinds = Array.prototype.map.call(document.querySelectorAll('section.kind'), function (section) {
    return { section: section, places: section.querySelectorAll('details.place') };
  });
  var total = document.querySelectorAll('details.place').length;
  var texts = new Map();

  function textOf(place) {
    if (!texts.has(place)) {
      texts.set(place, (place.dataset.kind + ' ' + place.textContent).toLowerCase());
    }
    return texts.get(place);
  }

  function hasState(place, state) {
    switch (state) {
      case 'known': return place.dataset.known === 'true';
      case 'open': return place.dataset.known === 'false';
      case '': return true;
      default: return place.dataset.state === state;
    }
  }

  function filter() {
    var words = fields.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    var kind = fields.kind.value;
    var name = fields.name.value;
    var state = fields.state.value;
    var count = 0;
    kinds.forEach(function (group) {
      var any = false;
      Array.prototype.forEach.call(group.places, function (place) {
        var matches = (!kind || place.dataset.kind === kind) &&
          (!name || place.dataset.names.split('\n').indexOf(name) >= 0) &&
          hasState(place, state) &&
          words.every(function (word) { return textOf(place).indexOf(word) >= 0; });
        place.hidden = !matches;
        any = any || matches;
        count += matches ? 1 : 0;
      });
      group.section.hidden = !any;
    });
    shown.textContent = count === total ? 'All ' + total + ' places' : count + ' of ' + total + ' places';
  }

  function write() {
    var state = new URLSearchParams();
    names.forEach(function (name) {
      if (fields[name].value) {
        state.set(name, fields[name].value);
      }
    });
    var hash = state.toString();
    history.replaceState(null, '', hash ? '#' + hash : location.href.split('#')[0]);
  }

  // The hash is either a filter or the place to open.
  function read() {
    var hash = location.hash.substring(1);
    if (hash.indexOf('=') > 0) {
      var state = new URLSearchParams(hash);
      names.forEach(function (name) {
        fields[name].value = state.get(name) || '';
        if (fields[name].selectedIndex === -1) {
          fields[name].value = '';
        }
      });
      filter();
      return;
    }
    var place = hash && document.getElementById(hash);
    if (place && (place.hidden || place.closest('[hidden]'))) {
      form.reset();
      filter();
    }
    if (place && place.matches('details')) {
      place.open = true;
    }
    if (place) {
      place.scrollIntoView();
    }
  }

  function changed() {
    filter();
    write();
  }

  form.addEventListener('input', changed);
  form.addEventListener('change', changed);
  form.addEventListener('submit', function (event) { event.preventDefault(); });
  form.addEventListener('reset', function () { setTimeout(changed, 0); });
  window.addEventListener('hashchange', read);
  form.hidden = false;
  filter();
  read();
})();
