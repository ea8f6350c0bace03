// Where a browser keeps things for this page: its storage, in a frame of another site a cookie, else this view of the page.

const isFramed = window.parent !== window;
const AHEAD = isFramed ? "framed." : ""; // a frame never takes over the session of the whole page, nor the page that of a frame
const LASTING = ["session"]; // what is worth a cookie
const DAYS_180 = 15552000; // in seconds

// Browsers that block other sites' cookies refuse a frame its storage, but not a cookie that is kept apart for the site around
// it (Partitioned, "CHIPS"). The server never reads it; its path is that of the frame alone.
class Apart {
  constructor(further) {
    this.further = further;
  }

  getItem(key) {
    const found = document.cookie.split("; ").find((it) => it.startsWith(`${AHEAD}${key}=`));
    return found ? found.slice(found.indexOf("=") + 1) : this.further.getItem(key);
  }

  setItem(key, value) {
    this.further.setItem(key, value);
    if (LASTING.includes(key)) this.put(key, value, DAYS_180);
  }

  removeItem(key) {
    this.further.removeItem(key);
    if (LASTING.includes(key)) this.put(key, "", 0);
  }

  put(key, value, seconds) {
    document.cookie = `${AHEAD}${key}=${value}; Path=${location.pathname}; Max-Age=${seconds}; SameSite=None; Secure; Partitioned`;
  }
}

class Named {
  constructor(given) {
    this.given = given;
  }

  getItem(key) {
    return this.given.getItem(AHEAD + key);
  }

  setItem(key, value) {
    this.given.setItem(AHEAD + key, value);
  }

  removeItem(key) {
    this.given.removeItem(AHEAD + key);
  }
}

class ThisView {
  constructor() {
    this.kept = new Map();
    this.isFleeting = true;
  }

  getItem(key) {
    return this.kept.get(key) ?? null;
  }

  setItem(key, value) {
    this.kept.set(key, String(value));
  }

  removeItem(key) {
    this.kept.delete(key);
  }
}

// Storage of that name, or what comes nearest to it.
export function storage(name) {
  try {
    const given = window[name];
    given.setItem("probe", "1");
    given.removeItem("probe");
    return new Named(given);
  } catch {
    return isFramed && name === "localStorage" ? new Apart(new ThisView()) : new ThisView();
  }
}
