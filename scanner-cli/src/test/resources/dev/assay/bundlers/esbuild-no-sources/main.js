(()=>{var t="acme";function n(r){return t+"-"+r}function o(r){return r+r}console.log(o(n(7)));})();
//# sourceMappingURL=main.js.map
