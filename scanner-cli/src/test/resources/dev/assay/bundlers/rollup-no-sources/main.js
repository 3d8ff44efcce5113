// What the service is called.
const name = "acme";

/* deploy with @@SECRET@@ */
function region(zone) {
  return name + "-" + zone;
}

function twice(text) {
  return text + text;
}

console.log(twice(region(7)));
//# sourceMappingURL=main.js.map
