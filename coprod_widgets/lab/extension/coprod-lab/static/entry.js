/**
 * The door through which JupyterLab loads this extension: its contract for extensions that are built apart from it.
 *
 * There is no bundler, so this one classic script imports the other files, which are plain modules, and takes
 * JupyterLab's own classes from the share scope that it hands over. Nothing else belongs here.
 */
(() => {
  const here = document.currentScript.src;
  const needed = [
    '@jupyterlab/application',
    '@jupyterlab/apputils',
    '@jupyterlab/coreutils',
    '@jupyterlab/docmanager',
    '@jupyterlab/notebook',
    '@lumino/messaging',
    '@lumino/widgets'
  ];
  let scope = {};

  import(new URL('wake.js', here).href).then(({ wake }) => wake());

  /** Take one of JupyterLab's modules; there is one version of each in its share scope. */
  const take = async name => {
    const [version] = Object.values(scope[name] ?? {});
    if (!version) {
      throw new Error(`This JupyterLab does not offer ${name}, which the co-production course needs.`);
    }
    return (await version.get())();
  };

  const load = async () => {
    for (const sheet of ['style.css', 'meaning.css']) {
      const style = document.createElement('link');
      style.rel = 'stylesheet';
      style.href = new URL(sheet, here).href;
      document.head.append(style);
    }
    const [{ makePlugin }, ...modules] = await Promise.all([
      import(new URL('plugin.js', here).href),
      ...needed.map(take)
    ]);
    const lab = Object.assign({}, ...modules.map(module => ({ ...module })));
    return () => ({ __esModule: true, default: makePlugin(lab) });
  };

  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB['coprod-lab'] = {
    init: shareScope => {
      scope = shareScope;
    },
    get: load
  };
})();
