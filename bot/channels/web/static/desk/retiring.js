// Before a file is taken away: what citizens would get without it, looked for as soon as the page is open.

import { Impact } from "./impact.js";

const form = document.getElementById("retiring");
if (form) new Impact(form, { fields: () => ({ gone: "1" }) }).look(false);
