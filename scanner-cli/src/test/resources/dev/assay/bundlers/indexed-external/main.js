(()=>{var t="acme";function n(r){return t+"-"+r}function o(r){return r+r}console.log(o(n(7)));})();
export const name="acme";export function region(o){return"acme-"+o}export function twice(o){return o+o}import{region}from"./config.js";import{twice}from"./lib/util.js";console.log(twice(region(7)));
//# sourceMappingURL=main.js.map
