const words = {
  skip: ['Langsung ke isi', 'Skip to content'],
  staff: ['Petugas', 'Staff'],
  partner: ['Mitra', 'Partners'],
  back: ['← Semua kamera', '← All cameras'],
  close: ['Tutup', 'Close'],
  cancel: ['Batal', 'Cancel'],
  'portal.title': ['Kamera publik', 'Public cameras'],
  'map.label': ['Peta kamera', 'Map of cameras'],
  'map.point': ['{name}: {live} dari {all} kamera langsung', '{name}: {live} of {all} cameras live'],
  'map.sketch': ['Peta sketsa', 'Sketch map'],
  'map.in': ['Perbesar', 'Zoom in'],
  'map.out': ['Perkecil', 'Zoom out'],
  'list.label': ['Daftar kamera', 'List of cameras'],
  'list.none': ['Belum ada kamera yang ditayangkan.', 'No camera is public yet.'],
  'list.nothing': ['Tidak ada yang cocok dengan “{query}”.', 'Nothing matches “{query}”.'],
  'list.summary': ['{points} titik · {cameras} kamera · {live} langsung', '{points} points · {cameras} cameras · {live} live'],
  'health.summary': ['{dark} dari {all} kamera tidak langsung: mengapa', '{dark} of {all} cameras are not live: why'],
  'search.label': ['Cari kamera atau tempat', 'Search cameras or places'],
  'kecamatan.none': ['Lainnya', 'Other'],
  kecamatan: ['Kec. {name}', '{name} district'],
  'privacy.title': ['Pemberitahuan privasi', 'Privacy notice'],
  'privacy.purpose': [
    'Kamera menayangkan ruang publik agar warga dapat melihat keadaan lalu lintas dan lingkungan (UU No. 27 Tahun 2022 tentang Pelindungan Data Pribadi). Halaman ini tidak memakai kuki dan tidak menyimpan siapa yang menonton.',
    'The cameras show public space so that citizens can see traffic and surroundings (Law 27 of 2022 on Personal Data Protection). This page uses no cookies and does not keep who is watching.',
  ],
  'privacy.contact': ['Pertanyaan atau keberatan:', 'Questions or objections:'],
  'privacy.nobody': ['kontak belum diisi oleh pengelola.', 'the operator has not named a contact yet.'],
  'status.live': ['Langsung', 'Live'],
  'status.degraded': ['Terganggu', 'Degraded'],
  'status.offline': ['Tidak ada gambar', 'No picture'],
  'status.withdrawn': ['Ditarik', 'Withdrawn'],
  'status.busy': ['Penuh', 'Busy'],
  since: ['Sejak {time}.', 'Since {time}.'],
  'screen.connecting': ['Menyambungkan…', 'Connecting…'],
  'screen.waiting': ['Menunggu gambar…', 'Waiting for the picture…'],
  'screen.lost': ['Kamera tidak mengirim gambar sejak {time}.', 'The camera has sent no picture since {time}.'],
  'screen.again': ['Gambar kembali dengan sendirinya begitu kamera pulih.', 'The picture returns by itself once the camera is back.'],
  'screen.gone': ['Kamera ini tidak ditayangkan lagi.', 'This camera is not shown any more.'],
  'screen.busy': ['Penonton sedang penuh', 'All places are taken'],
  'screen.retrying': ['Kami mencoba lagi secara otomatis.', 'Trying again by itself.'],
  'screen.unsupported': ['Peramban ini tidak dapat memutar gambar langsung.', 'This browser cannot play live pictures.'],
  'screen.stills': ['Kamera ini mengirim gambar satu per satu, bukan video.', 'This camera sends single pictures, no video.'],
  'screen.slow': ['Terlalu banyak penonton: gambar diam setiap {seconds} detik ({time}).', 'Too many viewers: a still picture every {seconds} s ({time}).'],
  'screen.follows': ['Video menyusul begitu ada tempat.', 'Video follows as soon as there is room.'],
  'screen.play': ['Putar', 'Play'],
  'screen.pause': ['Jeda', 'Pause'],
  'screen.full': ['Layar penuh', 'Full screen'],
  'screen.video': ['Gambar langsung: {name}', 'Live picture: {name}'],
  'camera.others': ['Kamera lain di titik ini', 'Other cameras at this point'],
  'camera.embed': ['Pasang di situs Anda', 'Put it on your site'],
  'camera.code': ['Kode HTML', 'HTML code'],
  'missing.title': ['Halaman ini tidak ada', 'There is no such page'],
  'missing.text': ['Mungkin alamatnya salah, atau kameranya tidak untuk umum.', 'The address may be wrong, or the camera is not public.'],
  'missing.back': ['Lihat semua kamera publik', 'See all public cameras'],
  'server.lost': ['Server tidak menjawab; mencoba lagi…', 'The server does not answer; trying again…'],
  logout: ['Keluar', 'Log out'],
  'login.title': ['Masuk petugas', 'Staff login'],
  'login.user': ['Nama pengguna', 'User name'],
  'login.password': ['Kata sandi', 'Password'],
  'login.submit': ['Masuk', 'Log in'],
  'login.both': ['Isi nama pengguna dan kata sandi.', 'Enter user name and password.'],
  'login.over': ['Sesi Anda berakhir. Masuk lagi.', 'Your session ended. Log in again.'],
  'role.viewer': ['pemantau', 'viewer'],
  'role.operator': ['operator', 'operator'],
  'role.admin': ['admin', 'admin'],
  'desk.cameras': ['Kamera', 'Cameras'],
  'desk.waiting': ['Menunggu persetujuan ({count})', 'Waiting for approval ({count})'],
  'desk.search': ['Cari nama, titik, mitra', 'Search name, point, partner'],
  'desk.filter': ['Saring', 'Filter'],
  'desk.summary': ['{shown} dari {all} kamera · {live} langsung · {public} tayang publik', '{shown} of {all} cameras · {live} live · {public} public'],
  'desk.nothing': ['Tidak ada kamera yang cocok.', 'No camera matches.'],
  'desk.none': ['Belum ada kamera.', 'There is no camera yet.'],
  'desk.watch': ['Putar', 'Play'],
  'desk.main': ['Resolusi penuh', 'Full resolution'],
  'desk.publish': ['Tayangkan', 'Publish'],
  'desk.withdraw': ['Tarik', 'Withdraw'],
  'desk.confirm': ['Setujui pandangan baru & tayangkan', 'Confirm and publish'],
  'desk.leave': ['Biarkan ditarik', 'Leave withdrawn'],
  'desk.reference': ['Setujui pandangan baru', 'Approve the new view'],
  'desk.approve': ['Setujui', 'Approve'],
  'desk.reject': ['Tolak', 'Reject'],
  'desk.ask': ['Tanya balik', 'Ask back'],
  'desk.public': ['Publik', 'Public'],
  'desk.viewers': ['{count} penonton', '{count} viewers'],
  'desk.fps': ['{fps} gambar/detik', '{fps} fps'],
  'desk.consent': ['pemilik setuju tayang', 'owner agrees to publication'],
  'desk.notpublic': ['bukan ruang publik: {scene}', 'not public space: {scene}'],
  'desk.noconsent': ['pemilik tidak setuju tayang', 'owner does not agree to publication'],
  'desk.partner': ['Mitra {partner} · {ref}', 'Partner {partner} · {ref}'],
  'desk.next': ['Langkah: {step}', 'Next: {step}'],
  'desk.done': ['Tersimpan.', 'Saved.'],
  'waiting.all': ['Pilih semua', 'Choose all'],
  'waiting.clear': ['Hanya tanpa peringatan', 'Only without warnings'],
  'waiting.partners': ['Semua mitra', 'All partners'],
  'waiting.chosen': ['{count} kamera terpilih', '{count} cameras chosen'],
  'waiting.choose': ['Pilih kamera dahulu', 'Choose cameras first'],
  'waiting.nothing': ['Tidak ada yang cocok dengan saringan.', 'None matches the filter.'],
  'waiting.soon': ['Gambar sedang diambil…', 'The picture is being taken…'],
  'waiting.picture': ['{name}, {time}', '{name}, {time}'],
  'waiting.map': ['Lihat di peta', 'Show on the map'],
  'waiting.maplabel': ['Peta kamera yang menunggu', 'Map of the waiting cameras'],
  'waiting.declared': ['Dinyatakan: {scene}', 'Declared: {scene}'],
  'waiting.guess': ['Tebakan dari gambar: {guess}', 'Guessed from the picture: {guess}'],
  'waiting.inside': ['{metres} m dari {name}, di dalam wilayah mitra', '{metres} m from {name}, within the premises'],
  'waiting.outside': ['{metres} m dari {name}, di luar wilayah mitra (radius {radius} m)', '{metres} m from {name}, outside the premises (radius {radius} m)'],
  'waiting.nopremises': ['mitra tidak menyatakan wilayah', 'no premises declared'],
  'waiting.same-camera': ['Kamera yang sama: {name} ({partner}), {metres} m', 'The same camera: {name} ({partner}), {metres} m'],
  'waiting.same-device': ['Perangkat yang sama: {name} ({partner}), {metres} m', 'The same device: {name} ({partner}), {metres} m'],
  'waiting.near': ['Di dekatnya: {name} ({partner}), {metres} m', 'Nearby: {name} ({partner}), {metres} m'],
  'waiting.registered': ['terdaftar', 'registered'],
  'waiting.waits': ['menunggu', 'waiting'],
  'waiting.sameview': ['pandangan sama', 'same view'],
  'waiting.refused': ['{count} dari {all} tidak dapat diputuskan: {why}', '{count} of {all} could not be decided: {why}'],
  'views.title': ['Pandangan berubah ({count})', 'View changed ({count})'],
  'views.hint': [
    'Kamera ini tidak lagi memperlihatkan yang disetujui, sehingga tidak ditayangkan. Bandingkan kedua gambarnya, lalu putuskan.',
    'These cameras no longer show what was approved, so they are not public. Compare the two pictures, then decide.',
  ],
  'views.since': ['Berubah sejak {time}.', 'Changed since {time}.'],
  'views.approved': ['Disetujui', 'Approved'],
  'views.now': ['Sekarang', 'Now'],
  'views.then': ['Saat berubah', 'When it changed'],
  'views.by': ['oleh {who}, {time}', 'by {who}, {time}'],
  'views.itself': ['sistem (gambar pertama)', 'the system (first picture)'],
  'views.none': ['Tidak ada gambar', 'No picture'],
  'views.needed': ['Belum ada gambar terbaru yang dapat disetujui.', 'There is no current picture to confirm yet.'],
  'views.first': ['pandangannya berubah: setujui dahulu di atas', 'its view changed: confirm that first, above'],
  'filter.all': ['Semua', 'All'],
  'filter.live': ['Langsung', 'Live'],
  'filter.trouble': ['Bermasalah', 'In trouble'],
  'filter.public': ['Tayang publik', 'Public'],
  'filter.private': ['Tidak tayang', 'Not public'],
  'ask.why': ['Alasan', 'Reason'],
  'ask.optional': ['Alasan (boleh kosong)', 'Reason (may be empty)'],
  'ask.needed': ['Tulis alasannya.', 'Write the reason.'],
  'ask.publish': ['Tayangkan kamera ini untuk umum?', 'Show this camera to the public?'],
  'ask.withdraw': ['Tarik kamera ini dari tayangan publik?', 'Take this camera off the public page?'],
  'ask.confirm': ['Setujui gambar ini sebagai pandangan baru, dan tayangkan lagi?', 'Approve this picture as the new view, and publish it again?'],
  'ask.reference': ['Setujui gambar ini sebagai pandangan baru? Kamera tetap tidak tayang.', 'Approve this picture as the new view? The camera stays off the public page.'],
  'ask.leave': ['Biarkan kamera ini ditarik?', 'Leave this camera withdrawn?'],
  'ask.approve': ['Setujui kamera ini?', 'Approve this camera?'],
  'ask.reject': ['Tolak kamera ini?', 'Turn this camera down?'],
  'ask.ask': ['Apa yang perlu dijelaskan mitra?', 'What does the partner have to explain?'],
  'ask.failed': ['Permintaan gagal; coba lagi.', 'The request failed; try again.'],
  'scene.street': ['jalan', 'street'],
  'scene.intersection': ['persimpangan', 'intersection'],
  'scene.square': ['alun-alun atau lapangan', 'square'],
  'scene.park': ['taman', 'park'],
  'scene.market-front': ['depan pasar', 'market front'],
  'scene.port-front': ['depan pelabuhan', 'port front'],
  'scene.worship-front': ['depan rumah ibadah', 'front of a place of worship'],
  'scene.public-building-front': ['depan gedung publik', 'front of a public building'],
  'scene.lobby': ['lobi', 'lobby'],
  'scene.shop-floor': ['ruang toko', 'shop floor'],
  'scene.office': ['kantor', 'office'],
  'scene.counter': ['loket atau kasir', 'counter'],
  'scene.dwelling': ['tempat tinggal', 'dwelling'],
  'scene.other-private': ['ruang privat lain', 'other private space'],
};

const MEMORY = 'pantau.language';
const changed = new EventTarget();
let current = chosen();

function chosen() {
  const asked = new URLSearchParams(location.search).get('lang');
  if (asked === 'id' || asked === 'en') {
    remember(asked);
    return asked;
  }
  try {
    return localStorage.getItem(MEMORY) === 'en' ? 'en' : 'id';
  } catch {
    return 'id'; // storage is closed to us, as in some iframes
  }
}

function remember(language) {
  try {
    localStorage.setItem(MEMORY, language);
  } catch {
    // the choice then lasts as long as the page
  }
}

export const language = () => current;

/** The words for a key; {name} is replaced by values.name. */
export function t(key, values = {}) {
  const text = words[key]?.[current === 'en' ? 1 : 0] ?? key;
  return text.replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);
}

/** Adds a page's own words. */
export function learn(more) {
  Object.assign(words, more);
  apply();
}

/** One of {id, en}. */
export const pick = (text) => (text ? text[current] || text.id : '');

/** Calls back when the language changes. */
export const onLanguage = (listener) => changed.addEventListener('language', listener);

function apply() {
  document.documentElement.lang = current;
  for (const element of document.querySelectorAll('[data-t]')) {
    element.textContent = t(element.dataset.t);
  }
  for (const element of document.querySelectorAll('[data-t-label]')) {
    element.setAttribute('aria-label', t(element.dataset.tLabel));
  }
  for (const element of document.querySelectorAll('[data-t-placeholder]')) {
    element.placeholder = t(element.dataset.tPlaceholder);
  }
  for (const element of document.querySelectorAll('[data-contact]')) {
    element.textContent = document.body.dataset.contactAddress || t('privacy.nobody');
  }
  for (const button of document.querySelectorAll('[data-language]')) {
    button.textContent = current === 'en' ? 'Bahasa Indonesia' : 'English';
    button.lang = current === 'en' ? 'id' : 'en';
  }
}

function toggle() {
  current = current === 'en' ? 'id' : 'en';
  remember(current);
  const address = new URL(location.href);
  if (address.searchParams.has('lang')) {
    address.searchParams.set('lang', current);
    history.replaceState(null, '', address);
  }
  apply();
  changed.dispatchEvent(new Event('language'));
}

for (const button of document.querySelectorAll('[data-language]')) {
  button.addEventListener('click', toggle);
}
apply();
