function e(e){return`acme-`+e}function t(e){return e+e}console.log(t(e(7)));
//# sourceMappingURL=main-CuESmnVo.js.map